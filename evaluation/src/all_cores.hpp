#pragma once

#include <cstddef>
#include <functional>

namespace palpate::evaluation {

/// Calls `work` with 0 to `count` - 1, on as many threads as there are cores; returns when all is done.
void onAllCores(std::size_t count, const std::function<void(std::size_t)>& work);

}  // namespace palpate::evaluation
