package io.jenkins.plugins.synchronization.engine.report.page;

import io.jenkins.plugins.synchronization.engine.outcome.Presentation;

/**
 * How many tasks have one look, and its place in a bar of all.
 *
 * @param look not null
 * @param count 1 or more
 * @param x where its part of the bar begins, a percentage for an SVG attribute
 * @param width how wide its part is, a percentage for an SVG attribute
 */
public record CountView(Presentation look, int count, String x, String width) {}
