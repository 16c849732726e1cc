package smart.mock;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import smart.testkit.PackageRules;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("smart.mock");

    @Test
    void noPackagesDependOnEachOtherInACircle() {
        slices().matching("smart.mock.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void noTwoClassesShareAName() {
        PackageRules.assertNamesAreUnique(CLASSES);
    }

    @Test
    void noPackageHasMoreThan14Classes() {
        PackageRules.assertPackagesAreSmall(CLASSES);
    }

    @Test
    void noPackageIsWithoutNullChecks() {
        PackageRules.assertPackagesAreNullMarked(CLASSES);
    }

    @Test
    void noPackageDependsOnTheAssembly() {
        noClasses()
                .that()
                .resideInAPackage("smart.mock.*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("smart.mock")
                .check(CLASSES);
    }

    @Test
    void repliesAndJournalKnowNothingOfTheServer() {
        noClasses()
                .that()
                .resideInAnyPackage("smart.mock.reply..", "smart.mock.journal..", "smart.mock.scenario..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.eclipse.jetty..", "io.dropwizard..")
                .check(CLASSES);
    }
}
