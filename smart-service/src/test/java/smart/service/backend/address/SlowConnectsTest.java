package smart.service.backend.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SlowConnectsTest {
    private final Book book = new Book(Spread.FIRST).has("2001:db8::1", "2001:db8::2", "10.0.0.1");

    @Test
    void aVersionOfIpThatNeverConnectedIsAvoidedAsAWhole() {
        book.book().wasSlow(book.address(1));
        assertThat(book.next(1)).containsExactly("10.0.0.1");
        assertThat(book.address(2).isSlow()).isTrue();
    }

    @Test
    void whereItConnectedLatelyOneAddressAloneIsAvoided() {
        book.book().connected(book.address(2));
        book.book().wasSlow(book.address(1));
        assertThat(book.next(1)).containsExactly("2001:db8::2");

        book.pass(Duration.ofMinutes(1));
        book.book().wasSlow(book.address(1));
        assertThat(book.next(1)).containsExactly("10.0.0.1");
    }

    @Test
    void aProbeBesideTheCallsBringsItBack() {
        book.book().wasSlow(book.address(1));
        List<InetAddress> asked = new ArrayList<>();
        book.book().reconsider((address, millis) -> {
            asked.add(address);
            assertThat(millis).isEqualTo(250);
            return false;
        });
        assertThat(asked).containsExactlyInAnyOrder(Book.inet("2001:db8::1"), Book.inet("2001:db8::2"));
        assertThat(book.next(1)).containsExactly("10.0.0.1");

        book.book().reconsider((address, millis) -> true);
        assertThat(book.next(1)).containsExactly("2001:db8::1");
    }

    @Test
    void whereNothingIsSlowNothingIsProbed() {
        book.book().reconsider((address, millis) -> {
            throw new AssertionError(address);
        });
    }

    @Test
    void whereTheOtherVersionOfIpIsGoneNoneIsAvoided() {
        book.book().wasSlow(book.address(1));
        book.has("2001:db8::1", "2001:db8::2");
        assertThat(book.address(1).isSlow()).isFalse();
    }

    @Test
    void theOtherVersionOfIpIsAskedForByName() {
        AddressUse other = book.book()
                .chooseAnother(
                        new UsedAddresses(),
                        List.of(book.address(1)),
                        book.address(1).family().other());
        assertThat(other).isNotNull();
        assertThat(other.address().text()).isEqualTo("10.0.0.1");
    }
}
