#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <span>
#include <string>
#include <vector>

#include "palpate/analysis/map_test.hpp"

// The part of bench/map_test_beside_peers.py that runs here: the map test of square maps of floats (kPa) from
// a file, first all before, then all after; prints seconds and what was found, which the script compares.

namespace {

using namespace palpate;

using Maps = std::vector<CellArray<float>>;

Maps readMaps(std::ifstream& file, int side, int count)
{
    Maps maps;
    maps.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        auto& map = maps.emplace_back(side, side);
        file.read(reinterpret_cast<char*>(map.data()),  // NOLINT(*-reinterpret-cast)
                  static_cast<std::streamsize>(static_cast<std::size_t>(map.size()) * sizeof(float)));
    }
    return maps;
}

}  // namespace

int main(int argc, char** argv)
{
    const std::span arguments{argv, static_cast<std::size_t>(argc)};
    if (arguments.size() != 4) {
        std::fputs("usage: palpate_bench_map_test MAPS SIDE PAIRS\n", stderr);
        return EXIT_FAILURE;
    }
    const int side = std::stoi(arguments[2]);
    const int pairs = std::stoi(arguments[3]);
    std::ifstream file{arguments[1], std::ios::binary};
    const Maps before = readMaps(file, side, pairs);
    const Maps after = readMaps(file, side, pairs);
    const auto grid = MatGeometry::create(side, side, Length{10.0}, Length{10.0}).value();
    const std::clock_t start = std::clock();
    const auto test = analysis::testMaps(before, after, grid, {});
    const double spent_s = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    if (!test) {
        std::fprintf(stderr, "%s\n", test.error().message.c_str());
        return EXIT_FAILURE;
    }
    std::printf("{\"spent_s\": %.6f, \"flips\": %d, \"clusters\": [", spent_s, test->flips);
    for (std::size_t i = 0; i < test->clusters.size(); ++i) {
        std::printf("%s[%.12g, %.12g]", i == 0 ? "" : ", ", test->clusters[i].mass, test->clusters[i].p);
    }
    std::puts("]}");
    return EXIT_SUCCESS;
}
