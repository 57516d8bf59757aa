// Loaded with LD_PRELOAD: some time after the program began, the wall clock jumps, as when somebody sets it.

#include <cstdlib>
#include <ctime>

#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

namespace {

double environmentNumber(const char* name)
{
    const char* const value = std::getenv(name);
    return value == nullptr ? 0.0 : std::atof(value);
}

timespec now(clockid_t clock)
{
    timespec time{};
    ::syscall(SYS_clock_gettime, clock, &time);
    return time;
}

double secondsOf(const timespec& time)
{
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

const double began_s = secondsOf(now(CLOCK_MONOTONIC));

/// PALPATE_CLOCK_STEP_S, from PALPATE_CLOCK_AFTER_S on.
time_t step()
{
    static const double after_s = environmentNumber("PALPATE_CLOCK_AFTER_S");
    static const auto step_s = static_cast<time_t>(environmentNumber("PALPATE_CLOCK_STEP_S"));
    return secondsOf(now(CLOCK_MONOTONIC)) - began_s >= after_s ? step_s : 0;
}

timespec wallClock(clockid_t clock)
{
    auto time = now(clock);
    time.tv_sec += step();
    return time;
}

}  // namespace

extern "C" {
#pragma GCC visibility push(default)

int clock_gettime(clockid_t clock, timespec* time) noexcept
{
    if (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE) {
        *time = wallClock(clock);
        return 0;
    }
    return static_cast<int>(::syscall(SYS_clock_gettime, clock, time));
}

int gettimeofday(timeval* time, void* /*zone*/) noexcept
{
    const auto wall = wallClock(CLOCK_REALTIME);
    *time = {.tv_sec = wall.tv_sec, .tv_usec = wall.tv_nsec / 1000};
    return 0;
}

time_t time(time_t* target) noexcept
{
    const auto wall = wallClock(CLOCK_REALTIME);
    if (target != nullptr) {
        *target = wall.tv_sec;
    }
    return wall.tv_sec;
}

#pragma GCC visibility pop
}
