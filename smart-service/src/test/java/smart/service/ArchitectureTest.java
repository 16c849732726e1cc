package smart.service;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import smart.testkit.PackageRules;

final class ArchitectureTest {
    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("smart.service");

    @Test
    void packagesFormNoCycle() {
        slices().matching("smart.service.(**)").should().beFreeOfCycles().check(SERVICE);
    }

    @Test
    void nothingDependsOnTheAssembly() {
        noClasses()
                .that()
                .resideInAPackage("smart.service.*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("smart.service")
                .because("smart.service only puts the parts together: a part gets what it needs in its constructor")
                .check(SERVICE);
    }

    @Test
    void noTwoClassesShareAName() {
        PackageRules.assertNamesAreUnique(SERVICE);
    }

    @Test
    void noPackageHasMoreThan14Classes() {
        PackageRules.assertPackagesAreSmall(SERVICE);
    }

    @Test
    void noPackageIsWithoutNullChecks() {
        PackageRules.assertPackagesAreNullMarked(SERVICE);
    }

    @Test
    void backendKnowsNoOtherPackageOfTheService() {
        noClasses()
                .that()
                .resideInAPackage("smart.service.backend..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("smart.service..").and(resideOutsideOfPackage("smart.service.backend..")))
                .because("all stages depend on it: pass it a supplier or a listener, or move the class")
                .check(SERVICE);
    }

    @Test
    void otlpKnowsNoOtherPackageOfTheServiceButThatOfFields() {
        noClasses()
                .that()
                .resideInAnyPackage("smart.service.tracing.otlp", "smart.service.http")
                .should()
                .dependOnClassesThat(resideInAPackage("smart.service..")
                        .and(resideOutsideOfPackages("smart.service.tracing.otlp", "smart.service.http")))
                .check(SERVICE);
    }

    @Test
    void onlyTheAssemblyAndTheConfigurationKnowTracing() {
        noClasses()
                .that()
                .resideInAPackage("smart.service.(*)..")
                .and()
                .resideOutsideOfPackages("smart.service.tracing..", "smart.service.settings")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("smart.service.tracing..")
                .because("other packages report to smart.service.backend.CallTrace")
                .check(SERVICE);
    }

    @Test
    void onlyTheAssemblyAndTheConfigurationKnowTheAdminPages() {
        noClasses()
                .that()
                .resideInAnyPackage("smart.service.(*)..")
                .and()
                .resideOutsideOfPackages("smart.service.admin..", "smart.service.settings")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("smart.service.admin..")
                .because("the admin port shows and changes the other parts, which work without it")
                .check(SERVICE);
    }
}
