package smart.mock;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("smart.mock");

    @Test
    void noPackagesDependOnEachOtherInACircle() {
        slices().matching("smart.mock.(**)").should().beFreeOfCycles().check(classes);
    }

    @Test
    void noTwoClassesShareAName() {
        assertThat(classes.stream()
                        .filter(type ->
                                type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                        .map(JavaClass::getSimpleName))
                .isNotEmpty()
                .doesNotHaveDuplicates();
    }

    /** With package-info a folder of 15 files: what a reader takes in at a glance. */
    @Test
    void noPackageHasMoreThan14Classes() {
        assertThat(classes.stream()
                        .filter(type ->
                                type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                        .collect(groupingBy(JavaClass::getPackageName, counting())))
                .isNotEmpty()
                .allSatisfy((name, count) -> assertThat(count).isLessThanOrEqualTo(14));
    }

    @Test
    void noPackageDependsOnTheAssembly() {
        noClasses()
                .that()
                .resideInAPackage("smart.mock.*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("smart.mock")
                .check(classes);
    }

    @Test
    void repliesAndJournalKnowNothingOfTheServer() {
        noClasses()
                .that()
                .resideInAnyPackage("smart.mock.reply..", "smart.mock.journal..", "smart.mock.scenario..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.eclipse.jetty..", "io.dropwizard..")
                .check(classes);
    }
}
