package smart.service;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("smart.service");

    @Test
    void packagesFormNoCycle() {
        slices().matching("smart.service.(*)..").should().beFreeOfCycles().check(SERVICE);
    }

    @Test
    void backendKnowsNoOtherPackageOfTheService() {
        classes()
                .that()
                .resideInAPackage("smart.service.backend..")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackages(
                        "smart.service",
                        "smart.service.admin..",
                        "smart.service.config..",
                        "smart.service.errorlog..",
                        "smart.service.hedge..",
                        "smart.service.limit..",
                        "smart.service.prometheus..",
                        "smart.service.request..",
                        "smart.service.tracing..")
                .check(SERVICE);
    }

    @Test
    void onlyTracingKnowsOpenTelemetry() {
        noClasses()
                .that()
                .resideOutsideOfPackage("smart.service.tracing..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.opentelemetry..")
                .check(SERVICE);
    }

    /** What tells a trace something tells it to the seams. */
    @Test
    void onlyTheAssemblyKnowsTracing() {
        noClasses()
                .that()
                .resideInAPackage("smart.service.(*)..")
                .and()
                .resideOutsideOfPackage("smart.service.tracing..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("smart.service.tracing..")
                .check(SERVICE);
    }

    @Test
    void onlyTheApplicationKnowsTheAdminPages() {
        noClasses()
                .that()
                .resideInAnyPackage("smart.service.(*)..")
                .and()
                .resideOutsideOfPackage("smart.service.admin..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("smart.service.admin..")
                .check(SERVICE);
    }
}
