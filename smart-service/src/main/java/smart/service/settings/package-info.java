/**
 * All settings with their types, defaults and constraints: {@link smart.service.settings.SmartConfiguration} has one
 * section per feature, whose class is in that feature's package. A configuration is read once, by the main thread, and
 * not changed afterwards.
 */
@NullMarked
package smart.service.settings;

import org.jspecify.annotations.NullMarked;
