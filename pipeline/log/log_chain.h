/* log_chain: the hash that ties each line of the event log to the line before it.
 *
 * A line is one JSON object whose last key is "chain": the SHA-256, in hexadecimal, of the hash of
 * the line before (64 characters) followed by the line's own bytes up to the comma before "chain".
 * The first line that a program writes also has the hash of the line before, as "after", just
 * before "chain"; for the first line of all these are 64 zeros. So a line that is edited, inserted
 * or removed makes the next hash wrong.
 *
 *     {"time":"…",…,"after":"000…","chain":"5f1c…"}
 *
 * The chain does not show that lines at the end are missing; the database's marks do
 * (load_log_mark). Nor does it stop someone who writes the whole log anew, as no key is needed to
 * do so. Ownership: nothing is kept. Errors: none; verdicts. Hash: FIPS 180-4.
 */
#ifndef CHITIEU_PIPELINE_LOG_LOG_CHAIN_H
#define CHITIEU_PIPELINE_LOG_LOG_CHAIN_H

#include "core/buffer.h"
#include "core/sha256.h"

struct log_chain {
    char hash[SHA256_BYTES]; /* of the last line */
    bool opening;            /* the next line is the first that this program writes */
};

/* Starts after the line of this hash; NULL: with the first line of all. */
void log_chain_start(struct log_chain *chain, const char *hash);

/* Adds the last keys to a line: one JSON object, without a newline. */
void log_chain_seal(struct log_chain *chain, struct buffer *line);

/* Reads the hash of a sealed line (`length` is without the newline); false when it has none. */
bool log_chain_read(const char *line, size_t length, char hash[SHA256_BYTES]);

enum log_chain_verdict {
    LOG_CHAIN_INTACT,
    LOG_CHAIN_UNSEALED, /* the line has no hash */
    LOG_CHAIN_HEADLESS, /* the first line that is verified is not the first of a program */
    LOG_CHAIN_GAP,      /* its "after" is not the hash of the line before */
    LOG_CHAIN_BROKEN    /* its hash is not that of its bytes and the line before */
};

/* Verifies a line against the line before it. `chain->hash` is "" before the first one, which must
 * have an "after": that hash is then taken as the line before. */
enum log_chain_verdict log_chain_verify(struct log_chain *chain, const char *line, size_t length);

/* Reads the "after" of a program's first line; false when the line has none. */
bool log_chain_read_after(const char *line, size_t length, char hash[SHA256_BYTES]);

#endif
