import { from, type Notice } from '../notice';

/**
 * Xinjiang, only the days beyond the national ones. For 2024 and 2026 no copy of the region's notice was found: those
 * years stay without an entry, are counted nationally, and their ends are provisional (`layered`).
 */
export const xj2025: Notice = {
  region: '65',
  year: 2025,
  title: '新疆维吾尔自治区2025年节假日放假调休和冬夏季作息时间安排的通知',
  certainty: 'to be verified',
  remark: '日期见于转载自治区通知的公开报道，原文名称、文号和日期待核实',
  off: [
    { name: '肉孜节', days: ['2025-03-31'] },
    { name: '古尔邦节', days: ['2025-06-06', ...from('2025-06-09', '2025-06-10')] },
  ],
  work: [],
};
