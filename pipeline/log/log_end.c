#include "pipeline/log/log_end.h"

#include <string.h>
#include <unistd.h>

/* So many bytes at the end of a line have its hash; the search for the end reads pieces of this
 * size. */
enum { LAST_BYTES = 256, PIECE_BYTES = 4096 };

off_t log_end_find(int file, off_t size) {
    char piece[PIECE_BYTES];
    for (off_t at = size; at > 0;) {
        size_t length = at < PIECE_BYTES ? (size_t)at : PIECE_BYTES;
        at -= (off_t)length;
        if (pread(file, piece, length, at) != (ssize_t)length)
            return -1;
        const char *newline = memrchr(piece, '\n', length);
        if (newline)
            return at + (newline - piece) + 1;
    }
    return 0;
}

bool log_end_hash(int file, off_t end, char hash[SHA256_BYTES]) {
    char last[LAST_BYTES];
    size_t length = end < LAST_BYTES ? (size_t)end : LAST_BYTES;
    return length > 0 && pread(file, last, length, end - (off_t)length) == (ssize_t)length &&
           log_chain_read(last, length - 1, hash);
}

bool log_end_is_beginning(int file, off_t size) {
    static const char start[] = "{\"time\":\"";
    char bytes[sizeof start];
    size_t length = size < (off_t)sizeof start - 1 ? (size_t)size : sizeof start - 1;
    return pread(file, bytes, length, 0) == (ssize_t)length && memcmp(bytes, start, length) == 0;
}
