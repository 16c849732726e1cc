package smart.testkit;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The rules for the classes and packages of each module. They throw an {@link AssertionError} that names the culprits. */
public final class PackageRules {
    /** With package-info that is a folder of 15 files, which a reader takes in at a glance. */
    private static final int MOST_CLASSES = 14;

    private PackageRules() {}

    /** In one module no two top-level classes have the same simple name. */
    public static void assertNamesAreUnique(JavaClasses classes) {
        refuse(grouped(classes, JavaClass::getSimpleName), 1, "classes share a name");
    }

    /** No package has more than 14 classes. */
    public static void assertPackagesAreSmall(JavaClasses classes) {
        refuse(
                grouped(classes, JavaClass::getPackageName),
                MOST_CLASSES,
                "packages have more than " + MOST_CLASSES + " classes");
    }

    /** NullAway checks only packages whose {@code package-info.java} is {@code @NullMarked}. */
    public static void assertPackagesAreNullMarked(JavaClasses classes) {
        List<String> unmarked = classes.stream()
                .filter(PackageRules::isTopLevel)
                .map(JavaClass::getPackage)
                .filter(folder -> !folder.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                .map(JavaPackage::getName)
                .distinct()
                .toList();
        if (!unmarked.isEmpty()) {
            throw new AssertionError("packages without a package-info.java with @NullMarked: " + unmarked);
        }
    }

    private static boolean isTopLevel(JavaClass type) {
        return type.isTopLevelClass() && !type.getSimpleName().equals("package-info");
    }

    private static Map<String, List<String>> grouped(JavaClasses classes, Function<JavaClass, String> by) {
        Map<String, List<String>> groups = classes.stream()
                .filter(PackageRules::isTopLevel)
                .collect(groupingBy(by, mapping(JavaClass::getName, toList())));
        if (groups.isEmpty()) {
            throw new AssertionError("no classes to look at");
        }
        return groups;
    }

    private static void refuse(Map<String, List<String>> groups, int most, String what) {
        List<List<String>> tooLarge =
                groups.values().stream().filter(group -> group.size() > most).toList();
        if (!tooLarge.isEmpty()) {
            throw new AssertionError(what + ": " + tooLarge);
        }
    }
}
