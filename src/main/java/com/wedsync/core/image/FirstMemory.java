package com.wedsync.core.image;

import static com.oracle.svm.core.os.VirtualMemoryProvider.Access.READ;
import static com.oracle.svm.core.os.VirtualMemoryProvider.Access.WRITE;

import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.nativeimage.c.function.CFunction.Transition;
import org.graalvm.nativeimage.c.type.WordPointer;
import org.graalvm.word.Pointer;
import org.graalvm.word.PointerBase;
import org.graalvm.word.UnsignedWord;
import org.graalvm.word.WordBase;
import org.graalvm.word.WordFactory;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.c.CGlobalData;
import com.oracle.svm.core.c.CGlobalDataFactory;
import com.oracle.svm.core.posix.PosixVirtualMemoryProvider;

/**
 * Asks at once for the memory that a start needs, instead of paying a page fault for each bit of it: for the objects of the
 * executable, and for the first memory of the heap, in huge pages (docs/adr/0019-native-start.md). The runtime asks for it in
 * pieces of 512 KiB.
 *
 * <p>
 * The kernel gives huge pages where {@code transparent_hugepage/enabled} is {@code madvise} or {@code always}, and maps at once
 * since 5.14. Elsewhere, and for all later memory, everything is as the runtime has it. All is called before there are other
 * threads or under the runtime's lock of its free memory, and must not touch objects: at first there are none.
 */
final class FirstMemory extends PosixVirtualMemoryProvider {

    /** What the runtime asks for at a time, but for large arrays. */
    private static final int CHUNK = 512 * 1024;
    private static final int HUGE_PAGE = 2 * 1024 * 1024;
    /** A start fills as much. */
    private static final int SIZE = 16 * 1024 * 1024;
    /** Of madvise(2), as the next one. */
    private static final int MADV_HUGEPAGE = 14;
    private static final int MADV_POPULATE_READ = 22;
    /** In place of an address: there was such memory, and it is no longer of use. */
    private static final int CLOSED = 1;

    private static final CGlobalData<WordPointer> BEGIN = CGlobalDataFactory.createWord();
    private static final CGlobalData<WordPointer> END = CGlobalDataFactory.createWord();
    /**
     * Where the memory that is used ends, once the objects of the executable are mapped, and where all that is reserved does.
     */
    private static final CGlobalData<WordPointer> USED = CGlobalDataFactory.createWord();
    private static final CGlobalData<WordPointer> RESERVED = CGlobalDataFactory.createWord();

    /** Where the objects of the executable begin, until they are mapped. */
    private static final CGlobalData<WordPointer> OBJECTS = CGlobalDataFactory.createWord();

    @Override
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public Pointer reserve(UnsignedWord size, UnsignedWord alignment, boolean executable) {
        Pointer reserved = super.reserve(size, alignment, executable);
        if (RESERVED.get().<UnsignedWord> read().equal(WordFactory.zero()) && reserved.isNonNull()) {
            RESERVED.get().write(reserved.add(size));
        }
        return reserved;
    }

    @Override
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public Pointer mapFile(PointerBase start, UnsignedWord size, WordBase file, UnsignedWord offset, int access) {
        Pointer mapped = super.mapFile(start, size, file, offset, access);
        OBJECTS.get().write(mapped);
        USED.get().write(mapped.add(size));
        return mapped;
    }

    /** Those that may be written are made so last; behind them are large ones that are read now and then. */
    @Override
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public int protect(PointerBase start, UnsignedWord size, int access) {
        int result = super.protect(start, size, access);
        Pointer objects = OBJECTS.get().read();
        if (objects.isNonNull() && access == (READ | WRITE)) {
            madvise(objects, ((Pointer) start).add(size).subtract(objects), MADV_POPULATE_READ);
            OBJECTS.get().write(WordFactory.nullPointer());
        }
        return result;
    }

    @Override
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public Pointer commit(PointerBase start, UnsignedWord size, int access) {
        Pointer first = (Pointer) start;
        if (first.isNonNull() && access == (READ | WRITE)) {
            if (end().equal(WordFactory.zero()) && size.equal(WordFactory.unsigned(CHUNK))) {
                open(first);
            }
            if (first.aboveOrEqual(begin()) && first.add(size).belowOrEqual(end())) {
                return first;
            }
            if (first.add(size).aboveThan(USED.get().<UnsignedWord> read())) {
                USED.get().write(first.add(size));
            }
        }
        return super.commit(start, size, access);
    }

    /** What is given back is asked for again as the runtime does it. */
    @Override
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public int uncommit(PointerBase start, UnsignedWord size) {
        closeIfIn((Pointer) start, size);
        return super.uncommit(start, size);
    }

    @Override
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public int free(PointerBase start, UnsignedWord size) {
        closeIfIn((Pointer) start, size);
        return super.free(start, size);
    }

    /** Behind what is used, in what is reserved, nothing is. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    private void open(Pointer begin) {
        Pointer end = begin.add(SIZE).and(WordFactory.unsigned(HUGE_PAGE - 1).not());
        UnsignedWord used = USED.get().read();
        if (used.equal(WordFactory.zero()) || begin.belowThan(used)) {
            return; // not of the heap
        }
        if (end.aboveThan(RESERVED.get().<UnsignedWord> read())
                || super.commit(begin, end.subtract(begin), READ | WRITE).isNull()) {
            close();
            return;
        }
        madvise(begin, end.subtract(begin), MADV_HUGEPAGE);
        BEGIN.get().write(begin);
        END.get().write(end);
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    private static void closeIfIn(Pointer first, UnsignedWord size) {
        if (first.belowThan(end()) && first.add(size).aboveThan(begin())) {
            close();
        }
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    private static void close() {
        BEGIN.get().write(WordFactory.unsigned(CLOSED));
        END.get().write(WordFactory.unsigned(CLOSED));
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    private static UnsignedWord begin() {
        return BEGIN.get().read();
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    private static UnsignedWord end() {
        return END.get().read();
    }

    @CFunction(value = "madvise", transition = Transition.NO_TRANSITION)
    private static native int madvise(PointerBase start, UnsignedWord size, int advice);
}
