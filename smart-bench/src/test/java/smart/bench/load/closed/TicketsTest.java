package smart.bench.load.closed;

import static org.assertj.core.api.Assertions.assertThat;
import static smart.bench.load.closed.Tickets.Ticket.MEASURED;
import static smart.bench.load.closed.Tickets.Ticket.NONE;
import static smart.bench.load.closed.Tickets.Ticket.WARM_UP;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import smart.bench.load.http.RequestOutcome;
import smart.bench.load.measure.Amount;
import smart.bench.load.measure.MeasurementWindow;

class TicketsTest {
    private final List<String> told = new ArrayList<>();
    private final MeasurementWindow window = new MeasurementWindow(new MeasurementWindow.Listener() {
        @Override
        public void opened() {
            told.add("opened");
        }

        @Override
        public void closed() {
            told.add("closed");
        }
    });

    @Test
    void measuredRequestsFollowTheWarmUpWithoutAPause() {
        Tickets tickets = new Tickets(new Amount.Requests(2), new Amount.Requests(3), window);
        List<Tickets.Ticket> taken = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            taken.add(tickets.take(i));
        }
        assertThat(taken).containsExactly(WARM_UP, WARM_UP, MEASURED, MEASURED, MEASURED, NONE, NONE);
    }

    @Test
    void theWindowSpansFromTheFirstMeasuredTicketToTheFirstThatIsRefused() {
        Tickets tickets = new Tickets(new Amount.Requests(1), new Amount.Requests(2), window);
        for (long now : new long[] {100, 110, 125, 160, 900}) {
            tickets.take(now);
        }
        assertThat(window.nanos()).isEqualTo(50);
        assertThat(told).containsExactly("opened", "closed");
    }

    @Test
    void aTimeEndsTheLevelHoweverManyWereSent() {
        Amount second = new Amount.Time(Duration.ofSeconds(1));
        Tickets tickets = new Tickets(second, second, window);
        assertThat(tickets.take(0)).isEqualTo(WARM_UP);
        assertThat(tickets.take(999_999_999)).isEqualTo(WARM_UP);
        assertThat(tickets.take(1_000_000_000)).isEqualTo(MEASURED);
        assertThat(tickets.take(1_999_999_999)).isEqualTo(MEASURED);
        assertThat(tickets.take(2_000_000_000)).isEqualTo(NONE);
    }

    @Test
    void aClosedWindowEndsTheTickets() {
        Tickets tickets = new Tickets(Amount.NOTHING, new Amount.Requests(10), window);
        assertThat(tickets.take(0)).isEqualTo(MEASURED);
        window.close(5);
        assertThat(tickets.take(6)).isEqualTo(NONE);
    }

    @Test
    void whatDepartsOutsideTheWindowIsNotCountedInIt() {
        window.departed(RequestOutcome.SUCCEEDED);
        window.open(0);
        window.departed(RequestOutcome.SUCCEEDED);
        window.departed(RequestOutcome.TIMEOUT);
        window.close(10);
        window.departed(RequestOutcome.SUCCEEDED);
        assertThat(window.departures()).isEqualTo(2);
        assertThat(window.successes()).isEqualTo(1);
    }

    @Test
    void progressGoesFromNothingToAll() {
        Tickets tickets = new Tickets(new Amount.Requests(1), new Amount.Requests(1), window);
        assertThat(tickets.progress(0)).isZero();
        tickets.take(0);
        assertThat(tickets.progress(0)).isEqualTo(0.5);
        tickets.take(1);
        assertThat(tickets.progress(1)).isEqualTo(1);
    }
}
