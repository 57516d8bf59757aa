#pragma once

#include <vector>

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "screening_row.hpp"

namespace palpate::gui {

/// Asked before a client's first session of a technique. Every question needs an answer; a contraindication
/// ends it with the reason, a caution is to be talked over first.
class ScreeningSheet final : public QFrame {
    Q_OBJECT

  public:
    explicit ScreeningSheet(QWidget* parent = nullptr);

    /// Nothing is answered yet.
    void ask(const QString& client_code);
    [[nodiscard]] QString verdict() const { return verdict_->text(); }

  Q_SIGNALS:
    /// The client may begin.
    void passed(const palpate::Screening& screening);
    /// "Not now", Escape, or a contraindication.
    void declined();

  protected:
    void keyPressEvent(QKeyEvent* event) override;

  private:
    [[nodiscard]] QWidget* makeRows();
    void addRows(QVBoxLayout& column, bool contraindications);
    void follow();
    void focusAfter(std::size_t answered);
    void setVerdict(const QString& title, const QString& why, bool is_stop);

    QLabel* who_;
    std::vector<ScreeningRow*> rows_;
    QLabel* verdict_;
    QLabel* why_;
    QPushButton* begin_;
    QPushButton* decline_;
};

}  // namespace palpate::gui
