#include "palpate/analysis/time_lapse_maker.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace palpate::analysis {

namespace {

/// What short sessions are shown with.
constexpr double kShortestPictureS = 0.1;

int blocksOf(Eigen::Index cells, int block_cells)
{
    return (static_cast<int>(cells) + block_cells - 1) / block_cells;
}

}  // namespace

TimeLapseMaker::TimeLapseMaker(const CellMask& takes_part)
    : share_(takes_part.cast<float>()), highest_(static_cast<std::size_t>(takes_part.cols()))
{
    lapse_.picture_s = kShortestPictureS;
    const auto longest = static_cast<int>(std::max(takes_part.rows(), takes_part.cols()));
    lapse_.block_cells =
        std::max(1, (longest + TimeLapse::kMostPictureCells - 1) / TimeLapse::kMostPictureCells);
}

std::int64_t TimeLapseMaker::numberOf(double time_s) const
{
    return static_cast<std::int64_t>(std::floor(time_s / lapse_.picture_s));
}

void TimeLapseMaker::add(const PressureArray& kpa, double time_s)
{
    std::int64_t number = numberOf(time_s);
    // More than once where the pictures lie apart.
    while (numbers_.size() == TimeLapse::kMostPictures && numbers_.back() != number) {
        halve();
        number = numberOf(time_s);
    }
    if (numbers_.empty() || numbers_.back() != number) {
        numbers_.push_back(number);
        lapse_.start_s.push_back(static_cast<double>(number) * lapse_.picture_s);
        lapse_.pictures.push_back(CellArray<float>::Zero(blocksOf(kpa.rows(), lapse_.block_cells),
                                                         blocksOf(kpa.cols(), lapse_.block_cells)));
    }
    addTo(lapse_.pictures.back(), kpa);
}

void TimeLapseMaker::addTo(CellArray<float>& picture, const PressureArray& kpa)
{
    const Eigen::Index cols = kpa.cols();
    for (Eigen::Index block_row = 0; block_row < picture.rows(); ++block_row) {
        std::fill(highest_.begin(), highest_.end(), 0.0F);
        const Eigen::Index first = block_row * lapse_.block_cells;
        const Eigen::Index last = std::min<Eigen::Index>(first + lapse_.block_cells, kpa.rows());
        for (Eigen::Index row = first; row < last; ++row) {
            const float* const cells = kpa.data() + row * cols;
            const float* const share = share_.data() + row * cols;
            float* const highest = highest_.data();
            for (Eigen::Index col = 0; col < cols; ++col) {
                const float value = share[col] > 0.0F ? cells[col] : 0.0F;
                highest[col] = value > highest[col] ? value : highest[col];
            }
        }
        float* const blocks = picture.data() + block_row * picture.cols();
        for (Eigen::Index col = 0; col < cols; ++col) {
            float& block = blocks[col / lapse_.block_cells];
            block = std::max(block, highest_[static_cast<std::size_t>(col)]);
        }
    }
}

void TimeLapseMaker::halve()
{
    lapse_.picture_s *= 2.0;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < numbers_.size(); ++i) {
        const std::int64_t number = numbers_[i] >> 1;
        if (kept > 0 && numbers_[kept - 1] == number) {
            lapse_.pictures[kept - 1] = lapse_.pictures[kept - 1].max(lapse_.pictures[i]);
            continue;
        }
        numbers_[kept] = number;
        lapse_.start_s[kept] = static_cast<double>(number) * lapse_.picture_s;
        if (kept != i) {
            lapse_.pictures[kept] = std::move(lapse_.pictures[i]);
        }
        ++kept;
    }
    numbers_.resize(kept);
    lapse_.start_s.resize(kept);
    lapse_.pictures.resize(kept);
}

}  // namespace palpate::analysis
