/** What the tests of several modules need: peers on bare sockets, Chromium, and jars as processes. */
package smart.testkit;
