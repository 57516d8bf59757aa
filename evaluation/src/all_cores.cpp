#include "all_cores.hpp"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace palpate::evaluation {

void onAllCores(std::size_t count, const std::function<void(std::size_t)>& work)
{
    std::atomic<std::size_t> next{0};
    const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
    std::vector<std::jthread> workers;
    workers.reserve(cores);
    for (unsigned core = 0; core < cores; ++core) {
        workers.emplace_back([&] {
            for (std::size_t index = next++; index < count; index = next++) {
                work(index);
            }
        });
    }
}

}  // namespace palpate::evaluation
