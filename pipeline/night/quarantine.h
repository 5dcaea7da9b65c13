/* quarantine: copies of the files that were refused, for a person.
 *
 *     DIR/<sha256>        the bytes
 *     DIR/<sha256>.json
 * {"schema":"chitieu.quarantine/1","document":…,"path":…,"bytes":…,"time":…,"run":…,
 *                          "code":…,"message":…,"reason":{"vi":…,"en":…}}
 *
 * What people sent is neither moved nor deleted. The bytes come first and each file is moved to its
 * place when it is whole, so an entry with a JSON is complete. The reason is one sentence with what
 * to do (reasons.def); the message is the program's own, with the particulars. An entry goes when
 * the document is loaded at last. Errors: OUTPUT.
 */
#ifndef CHITIEU_PIPELINE_NIGHT_QUARANTINE_H
#define CHITIEU_PIPELINE_NIGHT_QUARANTINE_H

#include "extract/document.h"
#include "pipeline/night/inbox.h"

/* What is put in: a file that is open, and why. */
struct quarantined {
    const struct source *source; /* the hash is known */
    int file;                    /* read from its beginning */
    const char *run_id;
    const struct error *reason;
};

/* *fresh: it was not there. The JSON is written in any case: the reason may be another. */
MUST_USE bool quarantine_put(const char *directory, const struct quarantined *item, bool *fresh,
                             struct error *error);

/* Forgets a document that has been loaded. */
void quarantine_drop(const char *directory, const char *sha256);

/* Every copy into an inbox, under the name it was sent by. A folder that is not there holds none.
 */
MUST_USE bool quarantine_list(const char *directory, struct inbox *inbox, struct error *error);

/* Why a document is in it; DOCUMENT_FAILED when it is not or does not say. */
enum code quarantine_code(const char *directory, const char *sha256);

#endif
