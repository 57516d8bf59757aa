// palpate-inspect session|hdf5: looks at the HDF5 file that is its descriptor 3 and writes the verdict.

#include <csignal>
#include <cstdio>
#include <exception>
#include <new>
#include <string>
#include <string_view>

#include "file_inspection.hpp"
#include "inspection_verdict.hpp"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace {

constexpr rlim_t kMaxMemoryBytes = rlim_t{1} << 30U;
constexpr rlim_t kMaxCpuSeconds = 10;
constexpr rlim_t kMaxFiles = 16;

void limit(__rlimit_resource what, rlim_t most)
{
    const rlimit both{.rlim_cur = most, .rlim_max = most};
    ::setrlimit(what, &both);
}

/// Nothing can be gained from this process: no core, no file written, no other program started with more
/// rights.
void limitThisProcess()
{
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    // The sanitizers' shadow memory is terabytes of addresses.
    limit(RLIMIT_AS, kMaxMemoryBytes);
#endif
    limit(RLIMIT_CPU, kMaxCpuSeconds);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_NOFILE, kMaxFiles);
    limit(RLIMIT_CORE, 0);
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
}

}  // namespace

int main(int argc, char** argv)
{
    using namespace palpate;
    limitThisProcess();
    const std::string_view word = argc == 2 ? argv[1] : "";
    if (word != "session" && word != "hdf5") {
        std::fputs("palpate-inspect is started by palpate itself\n", stderr);
        return 2;
    }
    const auto kind =
        word == "session" ? session::ForeignFileKind::Session : session::ForeignFileKind::OtherHdf5;
    std::string verdict;
    try {
        verdict = session::writeVerdict(session::inspectFile("/proc/self/fd/3", kind));
    } catch (const std::exception&) {
        return 1;
    }
    return std::fputs(verdict.c_str(), stdout) >= 0 && std::fflush(stdout) == 0 ? 0 : 1;
}
