#include "core/sha256.h"

#include <stdio.h>

void sha256_start(struct sha256 *sha) {
    sha256_init(&sha->context);
}

void sha256_add(struct sha256 *sha, const void *bytes, size_t length) {
    if (length > 0)
        sha256_update(&sha->context, length, bytes);
}

void sha256_finish(struct sha256 *sha, char hex[SHA256_BYTES]) {
    unsigned char digest[SHA256_DIGEST_SIZE];
    sha256_digest(&sha->context, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++)
        snprintf(hex + i * 2, 3, "%02x", digest[i]);
}

void sha256_of(const void *bytes, size_t length, char hex[SHA256_BYTES]) {
    struct sha256 sha;
    sha256_start(&sha);
    sha256_add(&sha, bytes, length);
    sha256_finish(&sha, hex);
}
