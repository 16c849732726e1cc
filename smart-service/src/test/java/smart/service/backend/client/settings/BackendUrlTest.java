package smart.service.backend.client.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BackendUrlTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://my_backend:8080     | http://my_backend:8080     | my_backend   | 8080",
                "http://_a.b_c              | http://_a.b_c              | _a.b_c       | 80",
                "https://host               | https://host               | host         | 443",
                "HTTP://Host:81/            | http://Host:81/            | Host         | 81",
                "http://10.0.0.5:1          | http://10.0.0.5:1          | 10.0.0.5     | 1",
                "http://[::1]:8080/a        | http://[::1]:8080/a        | [::1]        | 8080",
                "http://h./                 | http://h./                 | h.           | 80",
                "http://h:/a                | http://h:/a                | h            | 80",
                "http://h/é                 | http://h/%C3%A9            | h            | 80",
                "http://h?x=ä&y=%C3%A4      | http://h?x=%C3%A4&y=%C3%A4 | h            | 80",
                "http://h/a@b               | http://h/a@b               | h            | 80",
                "http://h/😀                | http://h/%F0%9F%98%80      | h            | 80"
            })
    void isReadInItsParts(String text, String uri, String host, int port) {
        BackendUrl url = BackendUrl.of(text);
        assertThat(url.uri()).hasToString(uri);
        assertThat(url.host()).isEqualTo(host);
        assertThat(url.port()).isEqualTo(port);
        assertThat(BackendUrl.host(url.uri())).isEqualTo(host);
        assertThat(BackendUrl.port(url.uri())).isIn(port, -1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://web.1         | the host 'web.1' ends with a number, as only an address does, such as 10.0.0.5",
                "http://1.2.3.256     | the host '1.2.3.256' ends with a number, as only an address does, such as 10.0.0.5",
                "http://backend-:80   | in the host 'backend-' the name 'backend-' must not begin or end with a hyphen",
                "http://a..b          | the host 'a..b' has an empty name before a dot",
                "http://h:99999       | the port must be from 1 to 65535, and is '99999'",
                "http://h:0           | the port must be from 1 to 65535, and is '0'",
                "http://h:8080:80     | the port must be from 1 to 65535, and is '8080:80'",
                "http://exämple       | the host 'exämple' must be written in ASCII: xn--exmple-cua",
                "http://a b           | the host 'a b' may contain only letters, digits, dots, hyphens and underscores",
                "http://              | it has no host",
                "http:///path         | it has no host",
                "http://[::1          | the host '[' is not an IPv6 address",
                "http://[::x]         | the host '[::x]' is not an IPv6 address",
                "ftp://host           | it must begin with http:// or https://",
                "localhost:8080       | it must begin with http:// or https://",
                "http://u:p@h         | it must not contain a user or a password",
                "http://h/#a          | it must not contain a fragment (#...)",
                "http://h/a b         | write this character as %20",
                "http://h/{a}         | write this character as %7B",
                "http://h/%zz         | a % must be followed by two hexadecimal digits; write %25 for a percent sign"
            })
    void whatIsWrongIsNamed(String text, String problem) {
        assertThatThrownBy(() -> BackendUrl.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(problem);
    }
}
