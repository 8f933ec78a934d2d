package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.outcome.OutcomeMapping;
import io.jenkins.plugins.synchronization.engine.run.FileNames;

/**
 * The checked options of {@code wait} and {@code run}.
 *
 * @param api how to request anything of the API
 * @param mapping the outcome for each result
 * @param files the files to write at the end
 * @param fileNames the names of source files that were given
 * @param history how long earlier runs took, or null
 */
record WaitPlan(ApiPlan api, OutcomeMapping mapping, OutputFiles files, FileNames fileNames, HistoryFile history) {}
