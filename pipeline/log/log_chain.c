#include "pipeline/log/log_chain.h"

#include <string.h>

static const char after_key[] = ",\"after\":\"";
static const char chain_key[] = ",\"chain\":\"";

enum {
    DIGITS = SHA256_BYTES - 1,
    AFTER_BYTES = sizeof after_key - 1 + DIGITS + 1, /* ,"after":"…" */
    TAIL_BYTES = sizeof chain_key - 1 + DIGITS + 2   /* ,"chain":"…"} */
};

static const char zero_hash[SHA256_BYTES] =
    "0000000000000000000000000000000000000000000000000000000000000000";

void log_chain_start(struct log_chain *chain, const char *hash) {
    memcpy(chain->hash, hash ? hash : zero_hash, SHA256_BYTES);
    chain->opening = true;
}

/* Hashes a line's bytes up to the comma before "chain", after the hash of the line before. */
static void hash_line(const char *before, const char *bytes, size_t length,
                      char hash[SHA256_BYTES]) {
    struct sha256 sha;
    sha256_start(&sha);
    sha256_add(&sha, before, DIGITS);
    sha256_add(&sha, bytes, length);
    sha256_finish(&sha, hash);
}

void log_chain_seal(struct log_chain *chain, struct buffer *line) {
    char hash[SHA256_BYTES];
    if (line->failed || line->length == 0)
        return;
    line->data[--line->length] = '\0'; /* the closing brace */
    if (chain->opening)
        buffer_printf(line, "%s%s\"", after_key, chain->hash);
    hash_line(chain->hash, line->data, line->length, hash);
    buffer_printf(line, "%s%s\"}", chain_key, hash);
    if (line->failed)
        return;
    memcpy(chain->hash, hash, sizeof hash);
    chain->opening = false;
}

/* Reads the hash if `text` is the key, 64 digits and `end`. */
static bool read_hash(const char *text, const char *key, const char *end, char hash[SHA256_BYTES]) {
    size_t head = strlen(key);
    if (strncmp(text, key, head) != 0 || strncmp(text + head + DIGITS, end, strlen(end)) != 0)
        return false;
    memcpy(hash, text + head, DIGITS);
    hash[DIGITS] = '\0';
    return strspn(hash, "0123456789abcdef") == DIGITS;
}

bool log_chain_read(const char *line, size_t length, char hash[SHA256_BYTES]) {
    return length > TAIL_BYTES && read_hash(line + length - TAIL_BYTES, chain_key, "\"}", hash);
}

/* A message cannot contain the key: inside a JSON text every quote has a backslash before it. */
bool log_chain_read_after(const char *line, size_t length, char hash[SHA256_BYTES]) {
    return length > TAIL_BYTES + AFTER_BYTES &&
           read_hash(line + length - TAIL_BYTES - AFTER_BYTES, after_key, "\"", hash);
}

enum log_chain_verdict log_chain_verify(struct log_chain *chain, const char *line, size_t length) {
    char claimed[SHA256_BYTES], after[SHA256_BYTES], hash[SHA256_BYTES];
    if (!log_chain_read(line, length, claimed))
        return LOG_CHAIN_UNSEALED;
    bool opens = log_chain_read_after(line, length, after);
    if (!*chain->hash && !opens)
        return LOG_CHAIN_HEADLESS;
    if (!*chain->hash)
        memcpy(chain->hash, after, sizeof after);
    if (opens && strcmp(after, chain->hash) != 0)
        return LOG_CHAIN_GAP;
    hash_line(chain->hash, line, length - TAIL_BYTES, hash);
    if (strcmp(hash, claimed) != 0)
        return LOG_CHAIN_BROKEN;
    memcpy(chain->hash, hash, sizeof hash);
    return LOG_CHAIN_INTACT;
}
