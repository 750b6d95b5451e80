package com.wedsync.core;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The import rules of docs/architecture.md. */
@AnalyzeClasses(packages = "com.wedsync.core", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] SUPPORT = { "..core.database..", "..core.error..", "..core.time..", "..core.access..",
            "..core.http.." };

    @ArchTest
    static final ArchRule support_never_depends_on_a_feature = noClasses().that().resideInAnyPackage(SUPPORT)
            .should().dependOnClassesThat(resideInAPackage("com.wedsync.core..").and(not(resideInAnyPackage(SUPPORT))));

    @ArchTest
    static final ArchRule features_do_not_depend_on_each_other_in_circles = slices()
            .matching("com.wedsync.core.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule only_repositories_and_support_touch_the_sql_client = noClasses()
            .that().resideOutsideOfPackages("..core.database..", "..core.access..", "..core.error..")
            .and().haveSimpleNameNotEndingWith("Repository")
            .and().areNotRecords()
            .should().dependOnClassesThat().resideInAnyPackage("io.vertx.mutiny.sqlclient..", "io.vertx.sqlclient..")
            .as("only repositories, records made from rows and the support packages touch the SQL client");

    @ArchTest
    static final ArchRule flyway_stays_in_the_migration_package = noClasses()
            .that().resideOutsideOfPackage("..core.migration..")
            .should().dependOnClassesThat().resideInAnyPackage("org.flywaydb..", "io.quarkus.flyway..");

    @ArchTest
    static final ArchRule jdbc_stays_at_the_edge = noClasses()
            .that().resideOutsideOfPackages("..core.migration..", "..core.dev..")
            .should().dependOnClassesThat().resideInAnyPackage("java.sql..", "javax.sql..");

    @ArchTest
    static final ArchRule nothing_depends_on_the_development_package = noClasses()
            .that().resideOutsideOfPackage("..core.dev..")
            .should().dependOnClassesThat().resideInAPackage("..core.dev..");

    @ArchTest
    static final ArchRule resources_are_not_seen_outside = classes().that().haveSimpleNameEndingWith("Resource")
            .or().haveSimpleNameEndingWith("Repository").should().bePackagePrivate();

    @ArchTest
    static final ArchRule no_generic_packages = noClasses().should()
            .resideInAnyPackage("..util..", "..common..", "..model..", "..dto..", "..impl..");
}
