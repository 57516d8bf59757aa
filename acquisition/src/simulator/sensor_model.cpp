#include "simulator/sensor_model.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "simulator/portable_math.hpp"

namespace palpate::acquisition::simulator {

namespace {

constexpr double kWidestGain = 3.0;
constexpr double kHotShare = 0.9;

float stepTowards(double period_s, double time_constant_s)
{
    return static_cast<float>(1.0 - portableExp(-period_s / time_constant_s));
}

/// A state that decays for minutes would end in denormal numbers, which are slow.
float approach(float state, float target, float step)
{
    constexpr float kNothing = 1e-20F;
    const float next = state + (target - state) * step;
    return next < kNothing ? 0.0F : next;
}

}  // namespace

SensorModel::SensorModel(const MatProfile& profile, const SensorSettings& settings, std::uint64_t seed,
                         double frame_period_s)
    : settings_(settings),
      mat_(profile.geometry),
      scale_(profile),
      ceiling_(ceilingCounts(profile)),
      fast_step_(stepTowards(frame_period_s, settings.fast_creep_s)),
      slow_step_(stepTowards(frame_period_s, settings.slow_creep_s)),
      noise_(seed, static_cast<std::size_t>(mat_.cellCount())),
      gain_(mat_.rows(), mat_.cols()),
      offset_kpa_(mat_.rows(), mat_.cols()),
      inverse_cell_gain_(PressureArray::Ones(mat_.rows(), mat_.cols())),
      fast_kpa_(PressureArray::Zero(mat_.rows(), mat_.cols())),
      slow_kpa_(PressureArray::Zero(mat_.rows(), mat_.cols())),
      reading_kpa_(PressureArray::Zero(mat_.rows(), mat_.cols())),
      row_leak_(static_cast<std::size_t>(mat_.rows())),
      column_leak_(static_cast<std::size_t>(mat_.cols())),
      present_in_row_(static_cast<std::size_t>(mat_.rows())),
      present_in_column_(static_cast<std::size_t>(mat_.cols()))
{
    RandomStream gains(seed, RandomPurpose::CellGain);
    RandomStream offsets(seed, RandomPurpose::CellOffset);
    const double offset_sd_kpa = settings.offset_share * scale_.fullScale().kpa;
    for (int row = 0; row < mat_.rows(); ++row) {
        for (int col = 0; col < mat_.cols(); ++col) {
            const double spread = std::clamp(gains.normal(), -kWidestGain, kWidestGain);
            const double offset = std::abs(offsets.normal()) * offset_sd_kpa;
            const bool present = mat_.isPresent(row, col);
            gain_(row, col) = present ? static_cast<float>(1.0 + settings.gain_spread * spread) : 0.0F;
            offset_kpa_(row, col) = static_cast<float>(offset);
            present_in_row_[static_cast<std::size_t>(row)] += present ? 1.0F : 0.0F;
            present_in_column_[static_cast<std::size_t>(col)] += present ? 1.0F : 0.0F;
        }
    }
    if (profile.calibration.cell_gain) {
        inverse_cell_gain_ = profile.calibration.cell_gain->inverse();
    }
}

void SensorModel::creep(const PressureArray& field_kpa)
{
    const auto fast_share = static_cast<float>(settings_.fast_creep_share);
    const auto slow_share = static_cast<float>(settings_.slow_creep_share);
    const float* field = field_kpa.data();
    const float* gain = gain_.data();
    float* fast = fast_kpa_.data();
    float* slow = slow_kpa_.data();
    float* reading = reading_kpa_.data();
    const Eigen::Index cells = mat_.cellCount();
    for (Eigen::Index i = 0; i < cells; ++i) {
        const float felt = field[i] * gain[i];
        fast[i] = approach(fast[i], felt, fast_step_);
        slow[i] = approach(slow[i], felt, slow_step_);
        reading[i] = felt + fast_share * std::min(fast[i], felt) + slow_share * std::min(slow[i], felt);
    }
}

void SensorModel::leakAlongLines()
{
    const auto leak = static_cast<float>(settings_.line_leak);
    const auto rows = static_cast<std::size_t>(mat_.rows());
    const auto cols = static_cast<std::size_t>(mat_.cols());
    float* reading = reading_kpa_.data();
    std::fill(column_leak_.begin(), column_leak_.end(), 0.0F);
    for (std::size_t row = 0; row < rows; ++row) {
        float sum = 0.0F;
        for (std::size_t col = 0; col < cols; ++col) {
            sum += reading[row * cols + col];
            column_leak_[col] += reading[row * cols + col];
        }
        row_leak_[row] = leak * sum / std::max(1.0F, present_in_row_[row]);
    }
    for (std::size_t col = 0; col < cols; ++col) {
        column_leak_[col] *= leak / std::max(1.0F, present_in_column_[col]);
    }
    for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t col = 0; col < cols; ++col) {
            reading[row * cols + col] += row_leak_[row] + column_leak_[col];
        }
    }
}

void SensorModel::addNoise()
{
    const auto empty_sd = static_cast<float>(settings_.noise_share * scale_.fullScale().kpa);
    const auto reading_share = static_cast<float>(settings_.reading_noise_share);
    const float* normal = noise_.nextRun();
    const float* offset = offset_kpa_.data();
    const float* inverse_gain = inverse_cell_gain_.data();
    float* reading = reading_kpa_.data();
    const Eigen::Index cells = mat_.cellCount();
    for (Eigen::Index i = 0; i < cells; ++i) {
        const float noisy = reading[i] + offset[i] + normal[i] * (empty_sd + reading_share * reading[i]);
        reading[i] = noisy * inverse_gain[i];
    }
}

void SensorModel::applyFaults(CountArray& counts) const
{
    const std::uint8_t* present = mat_.presentMask().data();
    std::uint16_t* count = counts.data();
    const Eigen::Index cells = mat_.cellCount();
    for (Eigen::Index i = 0; i < cells; ++i) {
        count[i] = present[i] != 0 ? count[i] : std::uint16_t{0};
    }
    for (const auto& fault : faults_) {
        counts(fault.row, fault.col) =
            fault.kind == "hot" ? static_cast<std::uint16_t>(kHotShare * ceiling_) : std::uint16_t{0};
    }
}

CountArray SensorModel::read(const PressureArray& field_kpa)
{
    creep(field_kpa);
    leakAlongLines();
    addNoise();
    CountArray counts(mat_.rows(), mat_.cols());
    scale_.toCounts(reading_kpa_.data(), counts.data(), static_cast<std::size_t>(mat_.cellCount()));
    applyFaults(counts);
    return counts;
}

std::vector<SimulatedTruth::Fault> drawFaults(const MatGeometry& mat, std::uint64_t seed)
{
    constexpr Eigen::Index kCellsPerDead = 1000;
    constexpr Eigen::Index kCellsPerHot = 2000;
    std::vector<CellIndex> cells;
    for (int row = 0; row < mat.rows(); ++row) {
        for (int col = 0; col < mat.cols(); ++col) {
            if (mat.isPresent(row, col)) {
                cells.push_back({.row = row, .col = col});
            }
        }
    }
    RandomStream random(seed, RandomPurpose::Faults);
    std::vector<SimulatedTruth::Fault> faults;
    const auto draw = [&](const char* kind, Eigen::Index count) {
        for (Eigen::Index i = 0; i < count && !cells.empty(); ++i) {
            const auto chosen = cells.begin() + static_cast<std::ptrdiff_t>(random.below(cells.size()));
            faults.push_back({.kind = kind, .row = chosen->row, .col = chosen->col});
            cells.erase(chosen);
        }
    };
    draw("dead", std::max<Eigen::Index>(2, mat.presentCount() / kCellsPerDead));
    draw("hot", std::max<Eigen::Index>(1, mat.presentCount() / kCellsPerHot));
    return faults;
}

}  // namespace palpate::acquisition::simulator
