/* database_path: where the files of a database URL are: the database itself, and the lock and
 * quarantine beside it. */
#ifndef CHITIEU_PIPELINE_DATABASE_PATH_H
#define CHITIEU_PIPELINE_DATABASE_PATH_H

#include <limits.h>
#include <stdbool.h>

/* The file of this suffix beside the database of the URL. A database on a server has no file: then
 * it is below /var/lib/chitieu, named by the URL's hash. */
void database_path_beside(const char *url, const char *suffix, char path[PATH_MAX]);

/* Whether the database exists, as far as its file shows. Opening one that does not would create it:
 * right for loading, a trap for reading. */
bool database_path_exists(const char *url);

#endif
