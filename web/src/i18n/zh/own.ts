/** Papers that prove something, and what everybody may know of a file. */
export const own = {
  certificate: {
    title: '团员证核对',
    lead: '扫团员证上的二维码，或输入编号和核对码。只回答是否有效，不显示任何个人信息。',
    number: '团员证编号',
    code: '核对码',
    codeHint: '编号下方的 12 位字母和数字',
    check: '核对',
    valid: '有效。编号和核对码相符，该证未作废。',
    invalid: '无法确认。编号和核对码不符，或该证已作废。请与发证的团委联系。',
    print: '团员证编号和二维码',
    printHow: '打印后剪下，贴在团员证内页。任何人扫码只能看到是否有效。',
  },
  carry: {
    title: '带走这份公示',
    page: '网页（可打印 A4）',
    picture: '图片',
    failed: '图片没有生成，公示可能已经结束。请刷新后再试。',
    how: '内网之外看不到本页的人，可以发图片或张贴纸质公示。期满后请一并撤下。',
  },
};
