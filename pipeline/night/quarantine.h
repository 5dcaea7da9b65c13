/* quarantine: copies of the files that could not be read, for a person.
 *
 *     DIR/<sha256>        the bytes
 *     DIR/<sha256>.json   {"schema":"chitieu.quarantine/1","document":…,"path":…,"bytes":…,
 *                          "time":…,"run":…,"code":…,"message":…,"reason":{"vi":…,"en":…}}
 *
 * The files that people sent are neither moved nor deleted. The copy is written before the note,
 * and each is renamed to its name when it is complete, so an entry with a note is complete. The
 * reason is one sentence with what to do (reason.h); the message is the program's own, with the
 * particulars. An entry is removed when the document has been loaded. Errors: OUTPUT.
 */
#ifndef CHITIEU_PIPELINE_NIGHT_QUARANTINE_H
#define CHITIEU_PIPELINE_NIGHT_QUARANTINE_H

#include "extract/document.h"
#include "pipeline/night/inbox.h"

/* A file to put in, and why. */
struct quarantined {
    const struct source *source; /* with its hash */
    int file;                    /* open for reading */
    const char *run_id;
    const struct error *reason;
};

/* *fresh: there was no copy yet. The note is written in any case, as the reason may have changed.
 */
MUST_USE bool quarantine_put(const char *directory, const struct quarantined *item, bool *fresh,
                             struct error *error);

/* Removes a document that has been loaded. */
void quarantine_drop(const char *directory, const char *sha256);

/* Adds every copy to an inbox, under the path it was sent as. A folder that does not exist has
 * none. */
MUST_USE bool quarantine_list(const char *directory, struct inbox *inbox, struct error *error);

/* The code in a document's note; DOCUMENT_FAILED when there is no such note. */
enum code quarantine_code(const char *directory, const char *sha256);

#endif
