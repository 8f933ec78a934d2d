/** What a build keeps of the runs that it waited for, and shows of them: body, summary, pages, badge, remote API. */
package io.jenkins.plugins.synchronization.build;
