package io.jenkins.plugins.synchronization.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTimeTest {

    @ParameterizedTest
    @CsvSource({
        "2020-10-24T02:44:13.4109666Z,      2020-10-24T02:44:13.410966600Z",
        "2020-10-24T02:44:13Z,              2020-10-24T02:44:13Z",
        "2020-10-24T02:44:13.Z,             2020-10-24T02:44:13Z",
        "2020-10-24T02:44:13.1Z,            2020-10-24T02:44:13.100Z",
        "2020-10-24T02:44:13.123456789Z,    2020-10-24T02:44:13.123456789Z",
        "2020-02-29T23:59:59.9999999Z,      2020-02-29T23:59:59.999999900Z",
        "2020-10-24T02:44:13.1z,            2020-10-24T02:44:13.100Z",
        "2020-10-24t02:44:13Z,              2020-10-24T02:44:13Z",
        "2020-10-24T02:44Z,                 2020-10-24T02:44:00Z",
        "2020-10-24T02:44:13,               2020-10-24T02:44:13Z",
        "2020-10-24T02:44:13.4109666,       2020-10-24T02:44:13.410966600Z",
        "2020-10-24T02:44:13+02:00,         2020-10-24T00:44:13Z",
        "2020-10-24T02:44:13.4109666-05:30, 2020-10-24T08:14:13.410966600Z",
        "0002-01-01T00:00:00Z,              0002-01-01T00:00:00Z"
    })
    void isoTimesAreRead(String text, Instant time) {
        assertThat(ApiTime.parse(text)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0001-01-01T00:00:00Z",
                "0001-01-01T00:00:00.0000000",
                "0001-01-01T00:00:00+14:00",
                "0001-12-31T23:59:59Z",
                "9999-12-31T23:59:59.9999999Z",
                "+999999999-01-01T00:00:00Z",
                "-0044-03-15T00:00:00Z",
                "2020-13-01T00:00:00Z",
                "2020-02-30T00:00:00Z",
                "2020-10-24T02:44:60Z",
                "2020-10-24T24:00:00.0Z",
                "2020-10-24T02:44:13.1234567890Z",
                "2020-10-24T02:44:13/1Z",
                "2020-10-24",
                "2020-10-24 02:44:13",
                "2020-10-24T02:44:13+99:00",
                "/Date(1603507453410)/",
                "----------",
                "",
                "soon"
            })
    void anythingElseIsNoTime(String text) {
        assertThat(ApiTime.parse(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "2020-10-24T02:44:13Z,            true",
        "2020-10-24T02:44:13.0Z,          true",
        "0909-10-29T00:49:09.9999999Z,    true",
        "2020-10-24T02:44:13.123456789Z,  true",
        "2020-10-24T02:44:1Z,             false",
        "2020-10-24T02:44:13.Z,           true",
        "2020-10-24T02:44:13.1234567890Z, false",
        "2020-10-24T02:44:13.4109666z,    false",
        "2020-10-24T02:44:13.410966/Z,    false",
        "2020-10-24T02:44:13.41:9666Z,    false",
        "2020-10-24t02:44:13.4109666Z,    false"
    })
    void theUsualSpellingIsRecognizedAndReadFaster(String text, boolean usual) {
        assertThat(ApiTime.isUsual(text)).isEqualTo(usual);
    }

    @Test
    void nullAndHugeTextsAreNoTime() {
        assertThat(ApiTime.parse(null)).isNull();
        assertThat(ApiTime.parse("2020-10-24T02:44:13." + "1".repeat(100_000) + "Z"))
                .isNull();
    }
}
