package io.jenkins.plugins.synchronization.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.synchronization.browser.Browser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The report with its style sheet beside it, served as Jenkins serves artifacts: no inline style, no script at all. */
class LinkedReportIT {

    private static final String POLICY_OF_JENKINS = "sandbox; default-src 'none'; img-src 'self'; style-src 'self';";

    private Browser browser;
    private HttpServer server;
    private byte[] page;

    @BeforeEach
    void start() throws IOException {
        browser = Browser.start();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange));
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        if (server != null) {
            server.stop(0);
        }
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void looksAsItShouldWithoutInlineStyleAndScript() throws IOException {
        ByteArrayOutputStream made = new ByteArrayOutputStream();
        HtmlReport.of(ReportOptions.defaults().withLinkedStyle())
                .write(() -> new ByteArrayInputStream(RunBodies.threeJobs()), made);
        page = made.toByteArray();

        browser.open("http://127.0.0.1:" + server.getAddress().getPort() + "/report.html", 1440, false);

        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.count("table.tasks tbody tr")).isEqualTo(12);
        assertThat(browser.find(".seal").getCssValue("background-color")).isEqualTo("rgba(154, 103, 0, 1)");
        assertThat(browser.find(".level1 .bar").getSize().getWidth()).isBetween(50, 800);
        assertThat(browser.stickingOut()).isEmpty();
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, byte[]> files =
                Map.of("/report.html", page, "/" + HtmlReport.STYLE_SHEET_NAME, HtmlReport.styleSheet());
        byte[] file = files.getOrDefault(exchange.getRequestURI().getPath(), new byte[0]);
        boolean html = exchange.getRequestURI().getPath().endsWith(".html");
        exchange.getResponseHeaders().set("Content-Type", html ? "text/html" : "text/css");
        exchange.getResponseHeaders().set("Content-Security-Policy", POLICY_OF_JENKINS);
        exchange.sendResponseHeaders(200, file.length == 0 ? -1 : file.length);
        exchange.getResponseBody().write(file);
        exchange.close();
    }
}
