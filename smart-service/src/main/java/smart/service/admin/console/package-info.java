/**
 * What the console shows: the {@link smart.service.admin.console.History} of the last six hours, kept in fixed memory by
 * looking once a second at counters that are there anyway; the {@link smart.service.admin.console.State}, by stated rules;
 * and the pages and JSON that carry them. Nothing here is on a call's way.
 */
@NullMarked
package smart.service.admin.console;

import org.jspecify.annotations.NullMarked;
