package smart.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import smart.testkit.PackageRules;

class ArchitectureTest {
    private static final JavaClasses BENCH = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("smart.bench");

    /** Under some locales Java's own digits are not those of JSON, nor of a table that a script reads. */
    @Test
    void figuresDoNotDependOnTheLocale() {
        noClasses()
                .should()
                .callMethod(String.class, "formatted", Object[].class)
                .orShould()
                .callMethod(String.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(PrintStream.class, "printf", String.class, Object[].class)
                .orShould()
                .callMethod(String.class, "toLowerCase")
                .orShould()
                .callMethod(String.class, "toUpperCase")
                .check(BENCH);
    }

    @Test
    void packagesDependOnOneAnotherWithoutCycles() {
        slices().matching("smart.bench.(**)").should().beFreeOfCycles().check(BENCH);
    }

    @Test
    void noTwoClassesShareAName() {
        PackageRules.assertNamesAreUnique(BENCH);
    }

    @Test
    void noPackageHasMoreThan14Classes() {
        PackageRules.assertPackagesAreSmall(BENCH);
    }

    @Test
    void noPackageIsWithoutNullChecks() {
        PackageRules.assertPackagesAreNullMarked(BENCH);
    }
}
