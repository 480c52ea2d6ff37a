package io.sluice.core.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SeldomTest {
    private static final int CELLS = 40;

    private final Ledger ledger = new Ledger();
    private final Seldom seldom = new Seldom(ledger, CELLS);

    @Test
    void takesNoCellsBeforeItCounts() {
        int before = ledger.open(this, 1);
        assertThat(seldom.sum(3)).isZero();
        assertThat(Buckets.CONNECT.read(seldom::sum, 1).count()).isZero();
        assertThat(ledger.open(this, 1)).isEqualTo(before + 1);
        seldom.add(3, 7);
        assertThat(ledger.open(this, 1)).isEqualTo(before + 2 + CELLS);
    }

    @Test
    void countsInEachOfItsCells() {
        seldom.add(0, 7);
        seldom.add(CELLS - 1, 1);
        seldom.add(0, -2);
        seldom.record(Buckets.CONNECT, 1, 600_000);
        assertThat(seldom.sum(0)).isEqualTo(5);
        assertThat(seldom.sum(CELLS - 1)).isOne();
        assertThat(Buckets.CONNECT.read(seldom::sum, 1).buckets()).startsWith(0, 1, 0);
        assertThat(Buckets.CONNECT.read(seldom::sum, 1).sumSeconds()).isEqualTo(0.0006);
    }

    @Test
    void losesNothingWhenThreadsMeetAtTheFirstCount() throws InterruptedException {
        List<Seldom> many =
                Stream.generate(() -> new Seldom(ledger, 1)).limit(1000).toList();
        Together.run(8, () -> many.forEach(each -> each.add(0, 1)));
        assertThat(many).allSatisfy(each -> assertThat(each.sum(0)).isEqualTo(8));
    }
}
