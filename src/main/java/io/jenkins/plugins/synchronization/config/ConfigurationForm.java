package io.jenkins.plugins.synchronization.config;

import hudson.Util;
import hudson.model.Descriptor.FormException;
import java.util.List;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.StaplerRequest2;

/** What the form of the configuration sent, checked. As for {@link SynchronizationConfiguration}'s setters. */
record ConfigurationForm(
        List<SynchronizationServer> servers,
        String defaultServer,
        int defaultTimeoutMinutes,
        int bodyRetentionDays,
        int maxBodyMegabytes) {

    /**
     * Reads it.
     *
     * @throws FormException if something in it is not fit to be used, naming the field
     */
    static ConfigurationForm read(StaplerRequest2 request, JSONObject json) throws FormException {
        JSONArray sent = JSONArray.fromObject(json.has("servers") ? json.get("servers") : List.of());
        for (Object server : sent) {
            checkNumbers((JSONObject) server);
        }
        ConfigurationForm form = new ConfigurationForm(
                request.bindJSONToList(SynchronizationServer.class, sent),
                Util.fixEmptyAndTrim(json.optString("defaultServer")),
                number(
                        json,
                        "defaultTimeoutMinutes",
                        NumberRange.TIMEOUT_MINUTES,
                        Messages.Configuration_DefaultTimeout()),
                number(json, "bodyRetentionDays", NumberRange.RETENTION_DAYS, Messages.Configuration_BodyRetention()),
                number(json, "maxBodyMegabytes", NumberRange.BODY_MEGABYTES, Messages.Configuration_MaxBody()));
        List<String> problems = new Servers(form.servers, form.defaultServer).problems();
        if (!problems.isEmpty()) {
            throw new FormException(String.join("\n", problems), "servers");
        }
        return form;
    }

    private static void checkNumbers(JSONObject server) throws FormException {
        number(server, "requestsPerMinute", NumberRange.REQUESTS_PER_MINUTE, Messages.Server_RequestsPerMinute());
        number(server, "requestsPerHour", NumberRange.REQUESTS_PER_HOUR, Messages.Server_RequestsPerHour());
        number(server, "minIntervalSeconds", NumberRange.MIN_INTERVAL_SECONDS, Messages.Server_MinIntervalSeconds());
        number(server, "maxIntervalSeconds", NumberRange.MAX_INTERVAL_SECONDS, Messages.Server_MaxIntervalSeconds());
    }

    /** A number of the form, which from then on has the usual one where nothing was sent. */
    private static int number(JSONObject json, String field, NumberRange range, String label) throws FormException {
        String text = json.optString(field).trim();
        if (!text.isEmpty() && !range.has(text)) {
            throw new FormException(Messages.ConfigurationForm_Number(label, range.refusal()), field);
        }
        int number = text.isEmpty() ? range.usual() : Integer.parseInt(text);
        json.put(field, number);
        return number;
    }
}
