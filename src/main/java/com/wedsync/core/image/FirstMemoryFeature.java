package com.wedsync.core.image;

import org.graalvm.nativeimage.ImageSingletons;
import org.graalvm.nativeimage.Platform;
import org.graalvm.nativeimage.hosted.Feature;

import com.oracle.svm.core.os.VirtualMemoryProvider;

/** Has the builder of executables use {@link FirstMemory}; named in {@code quarkus.native.additional-build-args}. */
final class FirstMemoryFeature implements Feature {

    /** Whose runtime {@link FirstMemory} knows. */
    private static final int GRAALVM = 25;

    @Override
    public boolean isInConfiguration(IsInConfigurationAccess access) {
        return Platform.includedIn(Platform.LINUX.class);
    }

    @Override
    public void afterRegistration(AfterRegistrationAccess access) {
        if (Runtime.version().feature() != GRAALVM) {
            throw new IllegalStateException("FirstMemory was written for the runtime of GraalVM " + GRAALVM);
        }
        ImageSingletons.add(VirtualMemoryProvider.class, new FirstMemory());
    }
}
