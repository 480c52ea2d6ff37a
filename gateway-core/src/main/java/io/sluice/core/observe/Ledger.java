package io.sluice.core.observe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The counters of everything that requests count. A meter opens an account, which is some cells side by side, and keeps nothing but the number of its
 * first cell; so a request finds what it counts in a line or two of the cache for each meter, without following references. Each thread that counts has
 * a book of its own with a place for every cell, and nobody else writes there, which makes counting a plain addition; meant for few threads that live
 * long, as event loops do. The cells of a meter that nobody refers to any more are used again.
 *
 * <p>Threading: safe from any thread; no count is lost. A sum that is taken meanwhile has seen some of the additions under way.
 */
final class Ledger {
    /** The number of no cell. */
    static final int NONE = 0;

    private static final int PAGE_BITS = 12;
    private static final int PAGE = 1 << PAGE_BITS;
    private static final int RECLAIMED_AT_ONCE = 16;
    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);
    private static final long[] UNWRITTEN = {};

    private final List<Book> books = new CopyOnWriteArrayList<>();
    private final ThreadLocal<Book> own = ThreadLocal.withInitial(this::newBook);
    private final ReferenceQueue<Object> abandoned = new ReferenceQueue<>();
    private final Set<Account> accounts = new HashSet<>();
    private final Map<Integer, Deque<Integer>> freeBySize = new HashMap<>();
    private int end = NONE + 1;

    /** What tells that the owner of some cells is gone. */
    private static final class Account extends PhantomReference<Object> {
        private final int first;
        private final int cells;

        Account(Object owner, ReferenceQueue<Object> queue, int first, int cells) {
            super(owner, queue);
            this.first = first;
            this.cells = cells;
        }
    }

    /** What one thread has counted. */
    static final class Book {
        private volatile long[][] pages = {};

        void add(int cell, long amount) {
            int number = cell >>> PAGE_BITS;
            long[][] all = pages;
            long[] page = number < all.length && all[number] != UNWRITTEN ? all[number] : newPage(number);
            int place = cell & PAGE - 1;
            CELL.setOpaque(page, place, page[place] + amount);
        }

        private long[] newPage(int number) {
            int known = pages.length;
            long[][] all = Arrays.copyOf(pages, Math.max(known, number + 1));
            Arrays.fill(all, known, all.length, UNWRITTEN);
            all[number] = new long[PAGE];
            pages = all;
            return all[number];
        }

        long get(int cell) {
            int number = cell >>> PAGE_BITS;
            long[][] all = pages;
            boolean written = number < all.length && all[number] != UNWRITTEN;
            return written ? (long) CELL.getOpaque(all[number], cell & PAGE - 1) : 0;
        }
    }

    /**
     * Cells for as long as {@code owner} is referred to by anything else.
     *
     * @param cells at most 4096
     * @return the number of the first; the others follow, all of them zero
     */
    synchronized int open(Object owner, int cells) {
        reclaim();
        Deque<Integer> free = freeBySize.get(cells);
        int first = free == null || free.isEmpty() ? fresh(cells) : free.pop();
        accounts.add(new Account(owner, abandoned, first, cells));
        return first;
    }

    /** A few at a time, since an event loop opens accounts too. */
    private void reclaim() {
        for (int i = 0; i < RECLAIMED_AT_ONCE; i++) {
            Account gone = (Account) abandoned.poll();
            if (gone == null) {
                return;
            }
            accounts.remove(gone);
            for (int cell = gone.first; cell < gone.first + gone.cells; cell++) {
                clear(cell);
            }
            freeBySize.computeIfAbsent(gone.cells, size -> new ArrayDeque<>()).push(gone.first);
        }
    }

    /** By a counter-entry, since the books of others are theirs. */
    private void clear(int cell) {
        long sum = sum(cell);
        if (sum != 0) {
            own().add(cell, -sum);
        }
    }

    /** All on one page. */
    private int fresh(int cells) {
        boolean fits = (end & PAGE - 1) + cells <= PAGE;
        int first = fits ? end : (end | PAGE - 1) + 1;
        end = first + cells;
        return first;
    }

    private Book newBook() {
        Book book = new Book();
        books.add(book);
        return book;
    }

    /** @param owner of the cell, which is thereby held until it is written */
    void add(Object owner, int cell, long amount) {
        try {
            own().add(cell, amount);
        } finally {
            Reference.reachabilityFence(owner);
        }
    }

    /** Where this thread writes; the owner of what it writes must be held meanwhile. */
    Book own() {
        return own.get();
    }

    long sum(int cell) {
        long sum = 0;
        for (Book book : books) {
            sum += book.get(cell);
        }
        return sum;
    }
}
