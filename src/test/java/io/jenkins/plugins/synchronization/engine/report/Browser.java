package io.jenkins.plugins.synchronization.engine.report;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.opentest4j.TestAbortedException;

/** A Chromium without a window and with a profile of its own, driven as a reader would. */
final class Browser implements AutoCloseable {

    private static final Duration GENEROUS = Duration.ofMinutes(2);

    private final ChromeDriver driver;
    private final Path profile;

    private Browser(ChromeDriver driver, Path profile) {
        this.driver = driver;
        this.profile = profile;
    }

    /** Starts a browser, or ends the test as skipped where the machine has none. */
    static Browser start() throws IOException {
        File chromium = program("chromium", "chromium-browser", "google-chrome");
        File chromedriver = program("chromedriver");
        Path profile = Files.createTempDirectory("report-browser");
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
        return new Browser(new ChromeDriver(service, options), profile);
    }

    /** Shows a page at a width in pixels, dark or light. */
    void open(String address, int width, boolean dark) {
        media("screen", dark);
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 500));
        driver.get(address);
    }

    void media(String media, boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "media",
                        media,
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    void allowScript(boolean allowed) {
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !allowed));
    }

    /** Waits until the page's script has read all tasks. */
    void untilReady() {
        until(browser -> browser.findElements(By.cssSelector("script.rows")).isEmpty()
                && browser.findElements(By.id("status")).stream()
                        .noneMatch(status -> status.getText().isEmpty()));
    }

    void untilStatus(String text) {
        until(browser -> browser.findElement(By.id("status")).getText().equals(text));
    }

    private void until(Function<WebDriver, Boolean> condition) {
        new WebDriverWait(driver, GENEROUS, Duration.ofMillis(50)).until(condition);
    }

    WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    List<String> texts(String css) {
        return driver.findElements(By.cssSelector(css)).stream()
                .map(WebElement::getText)
                .toList();
    }

    int count(String css) {
        return driver.findElements(By.cssSelector(css)).size();
    }

    Object evaluate(String script) {
        return driver.executeScript(script);
    }

    /** Presses the tabulator until an element has the focus. */
    void tabTo(String css) {
        for (int presses = 0; presses < 200; presses++) {
            if (Boolean.TRUE.equals(driver.executeScript("return document.activeElement.matches(arguments[0])", css))) {
                return;
            }
            press(Keys.TAB);
        }
        throw new AssertionError("The tabulator never came to " + css);
    }

    void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    /** The elements that stick out of the window on the right, outermost first, as the tags they begin with. */
    List<?> stickingOut() {
        return (List<?>)
                driver.executeScript(
                        "const width = document.documentElement.clientWidth;"
                                + "return document.documentElement.scrollWidth <= width ? [] : [...document.querySelectorAll('body *')]"
                                + ".filter(e => e.getBoundingClientRect().right > width + 1).map(e => e.cloneNode().outerHTML.slice(0, 200))");
    }

    /** What the browser complained about since it was asked last. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::toString)
                .toList();
    }

    /** What axe-core finds wrong with the page, one line each. */
    List<String> barriers() {
        return new AxeBuilder()
                .analyze(driver).getViolations().stream().map(Browser::describe).toList();
    }

    /** Keeps a picture of the whole page. */
    void picture(Path file) throws IOException {
        Map<String, Object> picture = driver.executeCdpCommand(
                "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode((String) picture.get("data")));
    }

    /** The page as it is printed: how many bytes of PDF. */
    int printedBytes() {
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

    private static String describe(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " "
                + rule.getNodes().get(0).getHtml();
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
