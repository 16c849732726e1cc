/** Test support for several modules: peers on plain sockets, Chromium, and jars as processes. */
package smart.testkit;
