package io.sluice.core.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final int PAGE = 4096;

    private final Ledger ledger = new Ledger();

    @Test
    void keepsEachCellApart() {
        int first = ledger.open(this, 3);
        ledger.add(this, first, 5);
        ledger.add(this, first + 2, -1);
        ledger.add(this, first, 1);
        assertThat(sums(first, 3)).containsExactly(6, 0, -1);
        assertThat(sums(first + 1, 2)).containsExactly(0, -1);
    }

    @Test
    void keepsAccountsApartOverManyPages() {
        List<Object> owners = new ArrayList<>();
        int[] firsts = new int[1000];
        for (int i = 0; i < firsts.length; i++) {
            Object owner = new Object();
            owners.add(owner);
            firsts[i] = ledger.open(owner, 60);
        }
        for (int i = firsts.length - 1; i >= 0; i--) {
            for (int cell = 0; cell < 60; cell++) {
                ledger.add(owners.get(i), firsts[i] + cell, i);
            }
        }
        for (int i = 0; i < firsts.length; i++) {
            assertThat(sums(firsts[i], 60)).containsOnly(i);
            assertThat(firsts[i] / PAGE).isEqualTo((firsts[i] + 59) / PAGE);
        }
    }

    @Test
    void hasNothingOfCellsThatNoThreadHasWritten() {
        int first = ledger.open(this, PAGE);
        assertThat(sums(first, PAGE)).containsOnly(0);
    }

    @Test
    void losesNothingWhenThreadsMeet() throws InterruptedException {
        int first = ledger.open(this, 2);
        ledger.add(this, first, 7);
        Together.run(8, () -> {
            for (int i = 0; i < 100_000; i++) {
                ledger.add(this, first, 1);
                ledger.add(this, first + 1, -1);
            }
        });
        assertThat(sums(first, 2)).containsExactly(800_007, -800_000);
    }

    @Test
    void usesTheCellsOfOwnersThatAreGoneAgain() throws InterruptedException {
        Object[] owner = {new Object()};
        int first = ledger.open(owner[0], 5);
        ledger.add(owner[0], first, 3);
        Together.run(2, () -> ledger.add(owner[0], first + 4, 1));
        WeakReference<Object> seen = new WeakReference<>(owner[0]);
        owner[0] = this;
        int again = openUntil(first, seen);
        assertThat(again).isEqualTo(first);
        assertThat(sums(again, 5)).containsOnly(0);
        ledger.add(this, again, 2);
        assertThat(ledger.sum(again)).isEqualTo(2);
    }

    @Test
    void leavesCellsToOwnersThatAreThere() {
        Object[] gone = {new Object()};
        int first = ledger.open(this, 5);
        WeakReference<Object> seen = new WeakReference<>(gone[0]);
        int other = ledger.open(gone[0], 5);
        gone[0] = this;
        ledger.add(this, first, 1);
        assertThat(openUntil(other, seen)).isEqualTo(other);
        assertThat(ledger.sum(first)).isOne();
        assertThat(IntStream.range(0, 10).map(i -> ledger.open(this, 5))).doesNotContain(first);
    }

    private long[] sums(int first, int cells) {
        return IntStream.range(first, first + cells).mapToLong(ledger::sum).toArray();
    }

    /** Collects garbage and opens accounts until one begins at {@code wanted}, for as long as it takes the collector to tell. */
    private int openUntil(int wanted, WeakReference<Object> owner) {
        for (int attempt = 0; attempt < 1000; attempt++) {
            System.gc();
            int opened = ledger.open(this, 5);
            if (opened == wanted && owner.get() == null) {
                return opened;
            }
        }
        return -1;
    }
}
