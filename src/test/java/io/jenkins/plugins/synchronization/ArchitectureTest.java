package io.jenkins.plugins.synchronization;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;

/** Which package may know which: the arrows of docs/architecture.md. Those of the engine have a test of their own. */
@AnalyzeClasses(packagesOf = ArchitectureTest.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String PLUGIN = ArchitectureTest.class.getPackageName() + ".";

    /** From the bottom to the top; what is stored lies below waiting, what is shown above it. */
    private static final List<String> ORDER = List.of(
            "engine",
            "model",
            "config",
            "folder",
            "storage",
            "changes",
            "recording",
            "wait",
            "checks",
            "metrics",
            "page.tasks",
            "page",
            "page.admin",
            "job",
            "badge",
            "step",
            "freestyle");

    /** Nothing is built on this, although it is not the last: the build step's form borrows the pipeline step's help. */
    private static final String TOP = "badge";

    @ArchTest
    static final ArchRule eachPackageHasItsPlace = classes()
            .should(new ArchCondition<>("be in a package of the order") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    if (!ORDER.contains(packageOf(type))) {
                        events.add(
                                SimpleConditionEvent.violated(type, type.getName() + " is in no package of the order"));
                    }
                }
            });

    @ArchTest
    static final ArchRule packagesKnowOnlyThoseBelow = classes().should(new ArchCondition<>("know only those below") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
            type.getDirectDependenciesFromSelf().stream()
                    .filter(ArchitectureTest::isForbidden)
                    .forEach(arrow -> events.add(SimpleConditionEvent.violated(arrow, arrow.getDescription())));
        }
    });

    @ArchTest
    static final ArchRule packagesFormNoCycle = slices().assignedFrom(new SliceAssignment() {
                @Override
                public SliceIdentifier getIdentifierOf(JavaClass type) {
                    String name = packageOf(type);
                    return name.isEmpty() ? SliceIdentifier.ignore() : SliceIdentifier.of(name);
                }

                @Override
                public String getDescription() {
                    return "packages of the plugin";
                }
            })
            .should()
            .beFreeOfCycles();

    private static boolean isForbidden(Dependency arrow) {
        String from = packageOf(arrow.getOriginClass());
        String to = packageOf(arrow.getTargetClass());
        return !to.isEmpty() && !from.equals(to) && (ORDER.indexOf(to) > ORDER.indexOf(from) || to.equals(TOP));
    }

    /** The package below the plugin's, the engine as one; empty for classes of others. */
    private static String packageOf(JavaClass type) {
        String name = type.getBaseComponentType().getPackageName();
        if (!name.startsWith(PLUGIN)) {
            return "";
        }
        String below = name.substring(PLUGIN.length());
        return below.startsWith("engine") ? "engine" : below;
    }
}
