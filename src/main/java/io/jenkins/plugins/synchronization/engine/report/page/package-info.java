/** What the report's page shows, ready for its templates: words, times and numbers in the reader's language. */
package io.jenkins.plugins.synchronization.engine.report.page;
