/* inject: where a test makes a worker misbehave.
 *
 * The program's own version does nothing; tests/inject.c is another, linked into
 * chitieu-faulty only (make night).
 */
#ifndef CHITIEU_PIPELINE_WORKERS_INJECT_H
#define CHITIEU_PIPELINE_WORKERS_INJECT_H

/* Called in a worker, inside the sandbox, before it reads a document. */
void inject_fault(int socket, const char *path);

#endif
