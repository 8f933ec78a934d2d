package io.jenkins.plugins.synchronization.engine;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which package may know which: the arrows of docs/architecture.md. */
@AnalyzeClasses(packagesOf = ArchitectureTest.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String PROJECT = "io.jenkins.plugins.synchronization..";

    @ArchTest
    static final ArchRule runKnowsNoOtherPackage = onlyKnows("run");

    @ArchTest
    static final ArchRule clientKnowsOnlyRun = onlyKnows("client", "run");

    @ArchTest
    static final ArchRule pollingKnowsClientRunAndOutcome = onlyKnows("polling", "client", "run", "outcome");

    @ArchTest
    static final ArchRule outcomeKnowsOnlyRun = onlyKnows("outcome", "run");

    @ArchTest
    static final ArchRule reportKnowsRunAndOutcome = onlyKnows("report", "run", "outcome");

    @ArchTest
    static final ArchRule badgeKnowsRunAndOutcome = onlyKnows("badge", "run", "outcome");

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching(engine("(*)") + "..").should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    static final ArchRule theEngineKnowsNothingOfTheRestOfTheProject = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage(PROJECT).and(not(resideInAnyPackage(engine("")))));

    @ArchTest
    static final ArchRule theEngineUsesOnlyItsLibraries = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    PROJECT,
                    "java..",
                    "javax.net..",
                    "com.fasterxml.jackson.core..",
                    "okhttp3..",
                    "okio..",
                    "gg.jte.."));

    private static String engine(String name) {
        String engine = ArchitectureTest.class.getPackageName();
        return name.isEmpty() ? engine + ".." : engine + "." + name;
    }

    private static ArchRule onlyKnows(String from, String... others) {
        String[] known = new String[others.length + 1];
        known[0] = engine(from) + "..";
        for (int i = 0; i < others.length; i++) {
            known[i + 1] = engine(others[i]) + "..";
        }
        return noClasses()
                .that(resideInAnyPackage(engine(from) + ".."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(PROJECT).and(not(resideInAnyPackage(known))))
                .allowEmptyShould(true);
    }
}
