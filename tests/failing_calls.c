/* Put before the C library with LD_PRELOAD: lets the k-th call of one kind on files below one folder fail.

   Counts and fails nothing before failing_calls_arm; tests/failing_calls.py calls it. Does not fail what goes
   through the descriptors of pipes, sockets and files elsewhere. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static char below[PATH_MAX];
static char kind[16];
static long seen, fail_at;
static int stays, torn, error;

void failing_calls_arm(const char *folder, const char *what, long at, int for_good, int half, int number)
{
    snprintf(below, sizeof below, "%s", folder);
    snprintf(kind, sizeof kind, "%s", what);
    seen = 0, fail_at = at, stays = for_good, torn = half, error = number;
}

void failing_calls_disarm(void) { kind[0] = 0; }

long failing_calls_seen(void) { return seen; }

static int fails(const char *what, const char *path)
{
    if (!kind[0] || strcmp(kind, what) || !path || strncmp(path, below, strlen(below)))
        return 0;
    seen++;
    if (seen != fail_at && !(stays && fail_at && seen > fail_at))
        return 0;
    errno = error;
    return 1;
}

static int fails_on(const char *what, int file)
{
    char link[64], path[PATH_MAX];
    if (!kind[0])
        return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    path[length < 0 ? 0 : length] = 0;
    return fails(what, path);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

/* Both names of each call: which one a program uses depends on how it was built. */

#define OPENS(name)                                                             \
    int name(const char *path, int flags, ...)                                  \
    {                                                                           \
        va_list more;                                                           \
        va_start(more, flags);                                                  \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0; \
        va_end(more);                                                           \
        return fails("open", path) ? -1 : REAL(name)(path, flags, mode);        \
    }
OPENS(open)
OPENS(open64)

#define WRITES(name, ...)                                              \
    if (fails_on("write", file)) {                                     \
        if (torn && size > 1)                                          \
            REAL(name)(file, data, size / 2, ##__VA_ARGS__);           \
        errno = error;                                                 \
        return -1;                                                     \
    }                                                                  \
    return REAL(name)(file, data, size, ##__VA_ARGS__);

ssize_t write(int file, const void *data, size_t size) { WRITES(write) }
ssize_t pwrite(int file, const void *data, size_t size, off_t at) { WRITES(pwrite, at) }
ssize_t pwrite64(int file, const void *data, size_t size, off64_t at) { WRITES(pwrite64, at) }

#define ON_FILE(name, what, more, ...) \
    int name(int file more) { return fails_on(what, file) ? -1 : REAL(name)(file, ##__VA_ARGS__); }
#define NOTHING
#define LENGTH , off_t length
#define LENGTH64 , off64_t length
ON_FILE(fsync, "fsync", NOTHING)
ON_FILE(fdatasync, "fsync", NOTHING)
ON_FILE(ftruncate, "write", LENGTH, length)
ON_FILE(ftruncate64, "write", LENGTH64, length)

/* What Python copies files with. */
ssize_t sendfile(int to, int from, off_t *at, size_t size)
{
    return fails_on("write", to) ? -1 : REAL(sendfile)(to, from, at, size);
}

ssize_t sendfile64(int to, int from, off64_t *at, size_t size)
{
    return fails_on("write", to) ? -1 : REAL(sendfile64)(to, from, at, size);
}

int rename(const char *from, const char *to) { return fails("rename", to) ? -1 : REAL(rename)(from, to); }

int unlink(const char *path) { return fails("unlink", path) ? -1 : REAL(unlink)(path); }
