/* chain: the hash that ties each line of the event log to the one before it.
 *
 * A line is one JSON object whose last key is "chain": the SHA-256, in hexadecimal, of the hash of
 * the line before (64 characters) followed by the line's own bytes up to the comma before "chain".
 * The first line that a program writes bears the hash it follows as "after", just before "chain";
 * the first line of all follows 64 zeros. So an edited line, one put in and one taken out make the
 * next hash wrong.
 *
 *     {"time":"…",…,"after":"000…","chain":"5f1c…"}
 *
 * What the chain cannot show is that lines at the end are gone; the database's marks do
 * (load_log_mark). Nor does it stop someone who writes the whole log anew: there is no key in it.
 * Ownership: nothing is kept. Errors: none; verdicts. Hash: FIPS 180-4.
 */
#ifndef CHITIEU_PIPELINE_LOG_LOG_CHAIN_H
#define CHITIEU_PIPELINE_LOG_LOG_CHAIN_H

#include "core/buffer.h"
#include "core/sha256.h"

struct log_chain {
    char hash[SHA256_BYTES]; /* of the last line */
    bool opening;            /* the next line is the first that this program writes */
};

/* Follows the line of this hash; NULL: the first line of all. */
void log_chain_start(struct log_chain *chain, const char *hash);

/* Seals a line: `line` holds one JSON object, without a newline, and gets its last keys. */
void log_chain_seal(struct log_chain *chain, struct buffer *line);

/* The hash a sealed line bears (`length` without the newline); false when it bears none. */
bool log_chain_read(const char *line, size_t length, char hash[SHA256_BYTES]);

enum log_chain_verdict {
    LOG_CHAIN_INTACT,
    LOG_CHAIN_UNSEALED, /* the line bears no hash */
    LOG_CHAIN_HEADLESS, /* the first line of all that are held, and not the first that was written
                         */
    LOG_CHAIN_GAP,      /* it says it follows another line than the one before it */
    LOG_CHAIN_BROKEN    /* its hash is not that of its bytes behind the line before it */
};

/* Holds a line against the ones before it. `chain->hash` "" means that none were held yet: the line
 * must say then what it follows, and `chain->hash` becomes what it says before it is held. */
enum log_chain_verdict log_chain_verify(struct log_chain *chain, const char *line, size_t length);

/* The hash that an opening line says it follows; false when it says nothing. */
bool log_chain_read_after(const char *line, size_t length, char hash[SHA256_BYTES]);

#endif
