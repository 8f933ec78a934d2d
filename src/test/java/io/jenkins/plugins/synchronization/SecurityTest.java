package io.jenkins.plugins.synchronization;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import hudson.Launcher;
import hudson.model.Describable;
import java.io.IOException;
import java.io.Serializable;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jenkins.model.RunAction2;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.junit.jupiter.api.Test;
import org.kohsuke.stapler.interceptor.RequirePOST;
import org.kohsuke.stapler.verb.POST;

/** The table of docs/security.md names each web method and tests that exist; and the rules that the compiled code can be asked for. */
class SecurityTest {

    private static final String PLUGIN = SecurityTest.class.getPackageName();

    private static final Pattern CODE = Pattern.compile("`(\\w+(?:\\.\\w+)+)`");

    /** What Stapler would call by its name alone. */
    private static final Pattern CALLED_BY_NAME =
            Pattern.compile("(do|js)[A-Z]\\w*|getDynamic|getTarget|getStaplerFallback|getApi");

    private static final Pattern STORED = Pattern.compile("`([A-Z][\\w.]*)`");

    private static final JavaClasses CODE_OF_THE_PLUGIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(place -> !place.contains("/test-classes/"))
            .importPackages(PLUGIN);

    /** A row of the table: what is promised, and the tests in its last column. */
    private record Promise(String text, List<String> tests) {
        List<String> names() {
            return inCode(text);
        }
    }

    private static List<String> inCode(String text) {
        return CODE.matcher(text).results().map(name -> name.group(1)).toList();
    }

    private static List<Promise> promises() throws IOException {
        // A row in bold begins a group.
        return rowsBelow("| guarantee |")
                .filter(line -> !line.startsWith("| **"))
                .map(line -> line.split("\\|"))
                .map(cells -> new Promise(cells[1], inCode(cells[3])))
                .toList();
    }

    private static Stream<String> rowsBelow(String heading) throws IOException {
        return Files.readAllLines(Path.of("docs/security.md")).stream()
                .dropWhile(line -> !line.startsWith(heading))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"));
    }

    /** What Jenkins stores or a Pipeline may keep, and what the fields of that are. Private types do not leave their file. */
    private static Set<Class<?>> storedTypes() {
        Set<Class<?>> stored = new HashSet<>();
        Deque<Class<?>> found = new ArrayDeque<>(CODE_OF_THE_PLUGIN.stream()
                .filter(type -> !type.getPackageName().startsWith(PLUGIN + ".engine"))
                .map(JavaClass::reflect)
                .filter(SecurityTest::isStored)
                .toList());
        while (!found.isEmpty()) {
            Class<?> type = found.pop();
            if (stored.add(type)) {
                Arrays.stream(type.getDeclaredFields())
                        .filter(field -> (field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0)
                        .flatMap(field -> CODE_OF_THE_PLUGIN.stream()
                                .filter(other ->
                                        field.getGenericType().getTypeName().contains(other.getName()))
                                .map(JavaClass::reflect))
                        .filter(other -> !other.isEnum())
                        .forEach(found::push);
            }
        }
        return stored;
    }

    private static boolean isStored(Class<?> type) {
        boolean byJenkins = Describable.class.isAssignableFrom(type) && !Step.class.isAssignableFrom(type);
        boolean byPipelines = Serializable.class.isAssignableFrom(type)
                && !Enum.class.isAssignableFrom(type)
                && !Comparator.class.isAssignableFrom(type);
        boolean ours = !type.isInterface() && !Modifier.isPrivate(type.getModifiers());
        return ours && (byJenkins || byPipelines || RunAction2.class.isAssignableFrom(type));
    }

    static List<Method> webMethods() {
        List<Method> methods = new ArrayList<>();
        for (JavaClass type : CODE_OF_THE_PLUGIN) {
            if (type.getPackageName().startsWith(PLUGIN + ".engine")) {
                continue;
            }
            Arrays.stream(type.reflect().getDeclaredMethods())
                    .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                    .filter(method -> CALLED_BY_NAME.matcher(method.getName()).matches()
                            || isMarked(method)
                            || takesPartOfAPath(method))
                    .forEach(methods::add);
        }
        assertThat(methods).hasSizeGreaterThan(20);
        return methods;
    }

    private static boolean isMarked(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .anyMatch(type -> type.getPackageName().contains("stapler")
                        && Set.of("WebMethod", "StaplerDispatchable", "JavaScriptMethod", "POST", "GET", "RequirePOST")
                                .contains(type.getSimpleName()));
    }

    static boolean isForPostOnly(Method method) {
        return method.isAnnotationPresent(POST.class) || method.isAnnotationPresent(RequirePOST.class);
    }

    /** Stapler passes the next part of a path to a getter with a parameter. */
    private static boolean takesPartOfAPath(Method method) {
        return method.getName().matches("get[A-Z]\\w*")
                && List.of(String.class, int.class, long.class).containsAll(List.of(method.getParameterTypes()))
                && method.getParameterCount() == 1;
    }

    private static String name(Method method) {
        return (method.getDeclaringClass().getName() + "." + method.getName())
                .replaceFirst(".*\\.(?=\\w+(\\$\\w+)*\\.)", "")
                .replace('$', '.');
    }

    private static List<String> sorted(Stream<String> names) {
        return names.distinct().sorted().toList();
    }

    @Test
    void theTableHasEachWebMethodAndNoOther() throws IOException {
        assertThat(sorted(promises().stream().flatMap(promise -> promise.names().stream())))
                .isEqualTo(sorted(webMethods().stream().map(SecurityTest::name)));
    }

    @Test
    void whatTheTablePromisesOnlyByPostIsRefusedOtherwise() throws IOException {
        assertThat(sorted(promises().stream()
                        .filter(promise -> promise.text().contains("POST only"))
                        .flatMap(promise -> promise.names().stream())))
                .isEqualTo(sorted(webMethods().stream()
                        .filter(SecurityTest::isForPostOnly)
                        .map(SecurityTest::name)));
    }

    @Test
    void choicesThatAnyoneMayRequestDependOnNothing() {
        assertThat(webMethods())
                .filteredOn(method -> method.getName().matches("do(Fill|Check).*") && !isForPostOnly(method))
                .isNotEmpty()
                .allSatisfy(method -> assertThat(method.getParameterTypes()).isEmpty());
    }

    @Test
    void theTableHasEachStoredType() throws IOException {
        assertThat(sorted(rowsBelow("| file |")
                        .flatMap(row -> STORED.matcher(row).results())
                        .map(name -> name.group(1))))
                .isEqualTo(sorted(storedTypes().stream()
                        .map(type -> type.getName().replaceFirst(".*\\.", "").replace('$', '.'))));
    }

    @Test
    void eachPromiseHasTestsAndEachOfThemExists() throws IOException {
        Set<String> existing = new TreeSet<>();
        for (Path root : List.of(Path.of("src/test/java"), Path.of("cli/src/test/java"))) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(path -> path.toString().endsWith("Test.java"))
                        .toList()) {
                    String type = file.getFileName().toString().replace(".java", "");
                    Pattern.compile("(?:\\bvoid|ArchRule) (\\w+)(?:\\(| =)")
                            .matcher(Files.readString(file))
                            .results()
                            .forEach(method -> existing.add(type + "." + method.group(1)));
                }
            }
        }

        assertThat(promises())
                .isNotEmpty()
                .allSatisfy(promise -> assertThat(promise.tests()).isNotEmpty().isSubsetOf(existing));
    }

    @Test
    void onlyTheHttpClientsOfTheEngineReachTheNetwork() {
        noClasses()
                .that()
                .resideOutsideOfPackage(PLUGIN + ".engine.client")
                .and()
                .haveNameNotMatching(".*\\.wait\\.JenkinsHttp(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("okhttp3\\.OkHttpClient.*|java\\.net\\.(URLConnection|HttpURLConnection|Socket)"
                        + "|java\\.net\\.http\\..*|java\\.nio\\.channels\\.SocketChannel")
                .orShould()
                .callMethod(URL.class, "openConnection")
                .orShould()
                .callMethod(URL.class, "openStream")
                .check(CODE_OF_THE_PLUGIN);
    }

    @Test
    void nothingIsDeserializedRunOrParsedThatCouldNameATypeACommandOrAnEntity() {
        noClasses()
                .that()
                // It reads and writes nothing.
                .haveNameNotMatching(".*\\.SynchronizationResult\\$ConverterImpl")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.io\\.ObjectInputStream|java\\.lang\\.ProcessBuilder|hudson\\.Proc|javax\\.script\\..*"
                                + "|javax\\.xml\\..*|org\\.xml\\..*|groovy\\..*|com\\.thoughtworks\\.xstream\\..*|hudson\\.util\\.XStream2"
                                + "|org\\.yaml\\..*"
                                + "|com\\.fasterxml\\.jackson\\.(databind\\.jsontype\\..*|annotation\\.JsonTypeInfo)")
                .orShould()
                .callMethodWhere(target(owner(assignableTo(Runtime.class))).and(target(nameMatching("exec"))))
                .orShould()
                .callMethodWhere(target(owner(assignableTo(Launcher.class))))
                .check(CODE_OF_THE_PLUGIN);
    }

    @Test
    void eachViewEscapesWhatItShows() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources"))) {
            List<Path> views =
                    files.filter(path -> path.toString().endsWith(".jelly")).toList();

            assertThat(views).isNotEmpty().allSatisfy(view -> assertThat(Files.readString(view))
                    .startsWith("<?jelly escape-by-default='true'?>")
                    .doesNotContain("rawHtml", "<j:out", "escapeText"));
        }
    }
}
