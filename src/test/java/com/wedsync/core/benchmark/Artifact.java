package com.wedsync.core.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A packaged form of the service that can be started.
 *
 * @param name as reports call it
 * @param command what starts it
 */
record Artifact(String name, List<String> command) {

    private static final String BEFORE = "native-before";

    /** What the JVM chooses by itself in the image with the memory limit of k8s/: 60 % of it, and the serial collector. */
    static final String OPTIONS_AS_IN_THE_IMAGE = "-XX:+UseSerialGC -Xmx460m -XX:+ExitOnOutOfMemoryError";

    /** Those that were built: the JVM's, the native one, or both; and an older native one to be measured in turns with it. */
    static List<Artifact> built() {
        List<Artifact> built = new ArrayList<>();
        Path jar = Path.of(System.getProperty("wedsync.benchmark.jar", "target/quarkus-app/quarkus-run.jar"));
        if (Files.exists(jar)) {
            built.add(new Artifact("jvm", onTheJvm(jar)));
        }
        addNative(built, "native", System.getProperty("wedsync.benchmark.native", System.getProperty("native.image.path", "")));
        addNative(built, BEFORE, System.getProperty("wedsync.benchmark.native-before", ""));
        if (built.isEmpty()) {
            throw new IllegalStateException("nothing to measure: neither " + jar + " nor a native executable was built");
        }
        return built;
    }

    private static void addNative(List<Artifact> built, String name, String path) {
        Path executable = Path.of(path);
        if (Files.isExecutable(executable) && Files.isRegularFile(executable)) {
            built.add(new Artifact(name, onItsOwn(executable)));
        }
    }

    /** The JVM's, as in the image, which writes {@code cache} when it ends. */
    static Artifact learning(Path folder, Path cache) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of(OPTIONS_AS_IN_THE_IMAGE.split(" ")));
        command.add("-XX:AOTCacheOutput=" + cache);
        command.add("-jar");
        command.add(folder.resolve("quarkus-run.jar").toString());
        return new Artifact("training", command);
    }

    boolean isNative() {
        return name.equals("native");
    }

    /** What is measured for comparison alone; no bar is its. */
    boolean isOfBefore() {
        return name.equals(BEFORE);
    }

    private static List<String> onTheJvm(Path jar) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(options("wedsync.benchmark.java-options",
                OPTIONS_AS_IN_THE_IMAGE + " -XX:AOTCache=" + jar.resolveSibling("app.aot")));
        command.add("-jar");
        command.add(jar.toString());
        return command;
    }

    private static List<String> onItsOwn(Path executable) {
        List<String> command = new ArrayList<>();
        command.add(executable.toAbsolutePath().toString());
        command.addAll(options("wedsync.benchmark.native-options", ""));
        return command;
    }

    private static List<String> options(String property, String otherwise) {
        String options = System.getProperty(property, otherwise);
        return options.isBlank() ? List.of() : List.of(options.trim().split("\\s+"));
    }
}
