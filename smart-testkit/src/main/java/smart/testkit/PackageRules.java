package smart.testkit;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The rules for classes and packages that each module keeps. They throw an {@link AssertionError} that names what breaks them. */
public final class PackageRules {
    /** With package-info a folder of 15 files: what a reader takes in at a glance. */
    private static final int MOST_CLASSES = 14;

    private PackageRules() {}

    /** In one module no two top-level classes have the same simple name. */
    public static void assertNamesAreUnique(JavaClasses classes) {
        refuse(grouped(classes, JavaClass::getSimpleName), 1, "classes share a name");
    }

    /** No package has more than 14 classes. */
    public static void assertPackagesAreSmall(JavaClasses classes) {
        refuse(grouped(classes, JavaClass::getPackageName), MOST_CLASSES, "packages have too many classes");
    }

    private static Map<String, List<String>> grouped(JavaClasses classes, Function<JavaClass, String> by) {
        Map<String, List<String>> groups = classes.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
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
