/* sha256: the hash that names a document and a rule set (FIPS 180-4), computed by nettle, which
 * uses the processor's SHA instructions where there are any: every file is hashed at every run. */
#ifndef CHITIEU_CORE_SHA256_H
#define CHITIEU_CORE_SHA256_H

#include <nettle/sha2.h>
#include <stddef.h>

/* A hash as text with its NUL (bytes): 64 lower-case hexadecimal digits. */
enum { SHA256_BYTES = 65 };

struct sha256 {
    struct sha256_ctx context;
};

void sha256_start(struct sha256 *sha);
void sha256_add(struct sha256 *sha, const void *bytes, size_t length);

/* The hash as text. */
void sha256_finish(struct sha256 *sha, char hex[SHA256_BYTES]);

/* The hash of bytes in memory. */
void sha256_of(const void *bytes, size_t length, char hex[SHA256_BYTES]);

#endif
