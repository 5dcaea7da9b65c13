#include "pipeline/log/log_chain.h"

#include <string.h>

static const char after_key[] = ",\"after\":\"";
static const char chain_key[] = ",\"chain\":\"";

enum {
    DIGITS = SHA256_BYTES - 1,
    AFTER_BYTES = sizeof after_key - 1 + DIGITS + 1, /* ,"after":"…" */
    TAIL_BYTES = sizeof chain_key - 1 + DIGITS + 2   /* ,"chain":"…"} */
};

static const char none[SHA256_BYTES] =
    "0000000000000000000000000000000000000000000000000000000000000000";

void chain_start(struct chain *chain, const char *hash) {
    memcpy(chain->hash, hash ? hash : none, SHA256_BYTES);
    chain->opening = true;
}

/* The hash of a line's bytes before the comma of "chain", behind the line of hash `before`. */
static void link(const char *before, const char *bytes, size_t length, char hash[SHA256_BYTES]) {
    struct sha256 sha;
    sha256_start(&sha);
    sha256_add(&sha, before, DIGITS);
    sha256_add(&sha, bytes, length);
    sha256_finish(&sha, hash);
}

void chain_seal(struct chain *chain, struct buffer *line) {
    char hash[SHA256_BYTES];
    if (line->failed || line->length == 0)
        return;
    line->data[--line->length] = '\0'; /* the closing brace */
    if (chain->opening)
        buffer_printf(line, "%s%s\"", after_key, chain->hash);
    link(chain->hash, line->data, line->length, hash);
    buffer_printf(line, "%s%s\"}", chain_key, hash);
    if (line->failed)
        return;
    memcpy(chain->hash, hash, sizeof hash);
    chain->opening = false;
}

/* `text` is the key, 64 digits and `end`. */
static bool read_hash(const char *text, const char *key, const char *end, char hash[SHA256_BYTES]) {
    size_t head = strlen(key);
    if (strncmp(text, key, head) != 0 || strncmp(text + head + DIGITS, end, strlen(end)) != 0)
        return false;
    memcpy(hash, text + head, DIGITS);
    hash[DIGITS] = '\0';
    return strspn(hash, "0123456789abcdef") == DIGITS;
}

bool chain_read(const char *line, size_t length, char hash[SHA256_BYTES]) {
    return length > TAIL_BYTES && read_hash(line + length - TAIL_BYTES, chain_key, "\"}", hash);
}

/* Inside a JSON text every quote has a backslash before it, so this key is none of a message. */
bool chain_after(const char *line, size_t length, char hash[SHA256_BYTES]) {
    return length > TAIL_BYTES + AFTER_BYTES &&
           read_hash(line + length - TAIL_BYTES - AFTER_BYTES, after_key, "\"", hash);
}

enum chain_verdict chain_hold(struct chain *chain, const char *line, size_t length) {
    char said[SHA256_BYTES], after[SHA256_BYTES], hash[SHA256_BYTES];
    if (!chain_read(line, length, said))
        return CHAIN_UNSEALED;
    bool opens = chain_after(line, length, after);
    if (!*chain->hash && !opens)
        return CHAIN_HEADLESS;
    if (!*chain->hash)
        memcpy(chain->hash, after, sizeof after);
    if (opens && strcmp(after, chain->hash) != 0)
        return CHAIN_ELSEWHERE;
    link(chain->hash, line, length - TAIL_BYTES, hash);
    if (strcmp(hash, said) != 0)
        return CHAIN_BROKEN;
    memcpy(chain->hash, hash, sizeof hash);
    return CHAIN_HOLDS;
}
