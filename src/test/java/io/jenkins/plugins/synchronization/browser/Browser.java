package io.jenkins.plugins.synchronization.browser;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.opentest4j.TestAbortedException;

/** A Chromium without a window and with a profile of its own, driven as a reader would. */
public final class Browser implements AutoCloseable {

    private static final Duration GENEROUS = Duration.ofMinutes(2);
    private static final String WATCH_POLICY = """
            window.policyViolations = [];
            document.addEventListener('securitypolicyviolation', event => window.policyViolations.push(
                    event.violatedDirective + ' ' + event.blockedURI + ' at ' + event.sourceFile + ':' + event.lineNumber
                            + ' ' + event.sample));
            """;

    /** The script of axe-core. */
    private static final String AXE = axe();

    private final ChromeDriver driver;
    private final Path profile;

    private Browser(ChromeDriver driver, Path profile) {
        this.driver = driver;
        this.profile = profile;
    }

    /** Starts a browser, or ends the test as skipped where the machine has none. */
    public static Browser start() throws IOException {
        File chromium = program("chromium", "chromium-browser", "google-chrome");
        File chromedriver = program("chromedriver");
        Path profile = Files.createTempDirectory("browser");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--hide-scrollbars",
                "--no-first-run",
                "--lang=en",
                "--user-data-dir=" + profile);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromedriver)
                .usingAnyFreePort()
                .build();
        Browser browser = new Browser(new ChromeDriver(service, options), profile);
        browser.onEachPage(WATCH_POLICY);
        return browser;
    }

    /** Has a script run in each page that is opened from now on, before the page's own, whatever its policy says. */
    public void onEachPage(String script) {
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }

    /** Shows a page at a width in pixels, dark or light. */
    public void open(String address, int width, boolean dark) {
        media("screen", dark);
        resize(width);
        driver.get(address);
    }

    /** Makes the window as wide as this, in pixels. */
    public void resize(int width) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 500));
    }

    /** Shows the page as on this medium, "screen" or "print", dark or light. */
    public void media(String media, boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "media",
                        media,
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /** Whether pages may run script. */
    public void allowScript(boolean allowed) {
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !allowed));
    }

    /** Waits until a condition holds. */
    public void until(Function<WebDriver, Boolean> condition) {
        new WebDriverWait(driver, GENEROUS, Duration.ofMillis(50)).until(condition);
    }

    /** Waits until there is an element that matches: what a key or a click leads to may come after it. */
    public void untilThereIs(String css) {
        until(page -> count(css) > 0);
    }

    /** The first element that matches; it is an error if there is none. */
    public WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    /** What can be read in the elements that match. */
    public List<String> texts(String css) {
        return driver.findElements(By.cssSelector(css)).stream()
                .map(WebElement::getText)
                .toList();
    }

    /** How many elements match. */
    public int count(String css) {
        return driver.findElements(By.cssSelector(css)).size();
    }

    /** What a script returns, given these as its {@code arguments}. */
    public Object evaluate(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Presses the tabulator until an element has the focus. */
    public void tabTo(String css) {
        for (int presses = 0; presses < 200; presses++) {
            if (Boolean.TRUE.equals(driver.executeScript("return document.activeElement.matches(arguments[0])", css))) {
                return;
            }
            press(Keys.TAB);
        }
        throw new AssertionError("The tabulator never came to " + css);
    }

    /** Presses keys where the focus is, once there is a page to be seen. */
    public void press(CharSequence... keys) {
        // Chromium may drop what is pressed before a page has painted anything, which comes after it has loaded.
        until(page -> (Boolean)
                driver.executeScript("return performance.getEntriesByName('first-contentful-paint').length > 0"));
        // Not to an element: one that Jenkins replaces meanwhile, as in the build history, could not be typed into.
        new Actions(driver).sendKeys(keys).perform();
    }

    /** The elements that stick out of the window on the right, outermost first, as the tags they begin with. */
    public List<?> stickingOut() {
        return (List<?>)
                driver.executeScript(
                        "const width = document.documentElement.clientWidth;"
                                + "return document.documentElement.scrollWidth <= width ? [] : [...document.querySelectorAll('body *')]"
                                + ".filter(e => e.getBoundingClientRect().right > width + 1).map(e => e.cloneNode().outerHTML.slice(0, 200))");
    }

    /** What the browser complained about since it was asked last. */
    public List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::toString)
                .toList();
    }

    /** What the page since the last call tried and their Content-Security-Policy forbids, one line each. */
    public List<?> policyViolations() {
        return (List<?>) driver.executeScript("return (window.policyViolations || []).splice(0)");
    }

    /** What axe-core finds wrong with the page, one line each. */
    public List<?> barriers() {
        return barriersIn("html");
    }

    /** What axe-core finds wrong within the elements that match, of which there must be one; by all rules but these. */
    public List<?> barriersIn(String css, String... except) {
        driver.executeScript(AXE);
        // Not by axe's own client for Selenium: it takes a check that failed for one that found nothing, and it opens
        // a window for each check, which has to be there within a second.
        return (List<?>) driver.executeScript(
                "return axe.run({include: [arguments[0]]}, {resultTypes: ['violations'],"
                        + "rules: Object.fromEntries(arguments[1].map(rule => [rule, {enabled: false}]))})"
                        + ".then(found => found.violations.flatMap(rule => rule.nodes.map("
                        + "node => `${rule.id}: ${node.failureSummary} ${node.html}`)))",
                css,
                List.of(except));
    }

    /** Keeps a picture of the whole page. */
    public void picture(Path file) throws IOException {
        Map<String, Object> picture = driver.executeCdpCommand(
                "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode((String) picture.get("data")));
    }

    /** Keeps a picture of the first element that matches, down to a height in pixels. */
    public void picture(Path file, String css, int height) throws IOException {
        Object clip = driver.executeScript(
                "const box = document.querySelector(arguments[0]).getBoundingClientRect();"
                        + "return {x: box.x + scrollX, y: box.y + scrollY, width: box.width,"
                        + " height: Math.min(box.height, arguments[1]), scale: 1}",
                css,
                height);
        Map<String, Object> picture = driver.executeCdpCommand(
                "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true, "clip", clip));
        Files.write(file, Base64.getDecoder().decode((String) picture.get("data")));
    }

    /** The page as it is printed: how many bytes of PDF. */
    public int printedBytes() {
        Map<String, Object> pdf = driver.executeCdpCommand("Page.printToPDF", Map.of());
        return Base64.getDecoder().decode((String) pdf.get("data")).length;
    }

    @Override
    public void close() throws IOException {
        driver.quit();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static String axe() {
        try (InputStream script = Browser.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static File program(String... names) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            for (String name : names) {
                File program = new File(folder, name);
                if (program.canExecute()) {
                    return program;
                }
            }
        }
        throw new TestAbortedException(
                "No " + names[0] + " on the PATH: install Debian's chromium and chromium-driver to run this test");
    }
}
