import type { Wordings } from './concepts.ts';

/** Portuguese wordings, mostly European, some Brazilian. */
export const PORTUGUESE: Wordings = {
  invoice: 'Fatura|FATURA|Factura|Fatura-Recibo|Fatura / Recibo|Nota fiscal|Fatura comercial',
  creditNote: 'Nota de crédito|NOTA DE CRÉDITO|Nota de Crédito',
  receipt:
    'Fatura simplificada|Recibo|Talão|Fatura Simplificada|Cupom fiscal|FATURA SIMPLIFICADA|Talão de venda',
  quote: 'Orçamento|ORÇAMENTO|Proposta|Fatura pró-forma|Proposta comercial',
  order: 'Encomenda|Nota de encomenda|Pedido de compra|ORDEM DE COMPRA',
  deliveryNote: 'Guia de remessa|Guia de transporte|GUIA DE REMESSA|Guia de entrega',
  statement: 'Extrato de conta|Extracto|Conta corrente|Extrato',
  other: 'Certificado|Carta|Contrato de manutenção|Aviso',
  invoiceNumber:
    'Fatura n.º|N.º da fatura|Fatura nº|Número da fatura|Nº Fatura|Fatura|Factura n.º|N.º documento|Número|Documento n.º|Nº doc.|FATURA Nº|N.º|Nº da nota|Fatura No.|Nº documento',
  creditNumber: 'Nota de crédito n.º|N.º da nota de crédito|NC n.º|Número',
  receiptNumber:
    'Fatura simplificada n.º|Talão nº|Documento|Recibo n.º|Fatura simpl.|Venda nº|N.º|Doc. nº|Talão',
  quoteNumber: 'Orçamento n.º|N.º orçamento|Proposta n.º|Orçamento nº',
  orderNumber: 'Encomenda n.º|N.º encomenda|Pedido n.º|Número do pedido',
  deliveryNumber: 'Guia n.º|Guia de remessa n.º|N.º guia',
  statementNumber: 'Extrato n.º|Referência',
  issueDate:
    'Data|Data da fatura|Data de emissão|Data emissão|Emitida em|Data do documento|Data fatura|DATA|Data doc.|Emissão',
  dueDate:
    'Vencimento|Data de vencimento|Data vencimento|Vence em|Pagar até|Data limite de pagamento|Pagamento até|Vcto.|Prazo|Data Venc.',
  customerNumber:
    'N.º cliente|Cliente n.º|Código cliente|Cód. cliente|Nº de cliente|Conta cliente|Nº contrato',
  customerOrder:
    'Encomenda n.º|Vossa encomenda|N.º encomenda|Requisição|Pedido|V/ ref.|Pedido nº|Requisição n.º|Ordem de compra|V/ encomenda|Nota de encomenda',
  deliveryNoteNumber: 'Guia n.º|Guia de remessa|Guia transporte',
  deliveryDate: 'Data de entrega|Data entrega|Data do serviço|Data de carga|Entregue em',
  orderDate: 'Data da encomenda|Data do pedido|Encomenda de',
  period: 'Período|Período de faturação|Período de consumo|Período de referência',
  printDate: 'Data de impressão|Impresso em',
  validUntil: 'Válido até|Validade|Proposta válida até',
  originalInvoice: 'Fatura de origem|Referente à fatura|Ref. fatura|Documento de origem',
  project: 'Obra|Projeto|Assunto|Processo|Contrato',
  salesperson: 'Vendedor|Comercial|Atendido por|Responsável|Contacto',
  paymentReference: 'Referência|Referência multibanco|Entidade / Referência|Ref. pagamento',
  subtotal: 'Subtotal|Total ilíquido|Soma|Mercadoria/Serviços|Total bruto|Total mercadoria',
  net: 'Base tributável|Total líquido|Total sem {tax}|Valor líquido|Base de incidência|Incidência|Subtotal|Total s/ {tax}|Líquido|Total ilíquido|Valor sem {tax}|Base {tax}',
  tax: '{tax}|{tax} {rate}|Total {tax}|Valor {tax}|{tax} ({rate})|Imposto|Total de {tax}|Montante {tax}|{rate} {tax}|Total imposto',
  gross:
    'Total|TOTAL|Total da fatura|Total com {tax}|Total geral|Valor total|Total c/ {tax}|Total documento|TOTAL (EUR)|Total do documento|Importância total|Total fatura',
  due: 'Total a pagar|Valor a pagar|A pagar|TOTAL A PAGAR|Montante a pagar|Saldo em dívida|Valor em dívida|Saldo a pagar|Por liquidar|Total a liquidar',
  discount: 'Desconto|Desc.|Desconto {rate}|Desconto comercial|Desc. global',
  deposit: 'Adiantamento|Sinal|Valor já pago|Entrada|Adiantamentos',
  previousBalance: 'Saldo anterior|Valor em dívida anterior|Fatura anterior',
  ecoContribution: 'Ecovalor|Ecotaxa|Eco REEE|Taxa ambiental|Ecolub',
  shipping: 'Portes|Portes de envio|Transporte|Frete|Despesas de envio',
  rounding: 'Arredondamento|Acerto',
  paid: 'Pago|Valor pago|Total pago|Recebido|Liquidado',
  rate: 'Taxa|% {tax}|Taxa {tax}|{tax} %|%|Taxa/Valor',
  base: 'Base|Incidência|Base tributável|Incid.|Valor',
  taxAmount: '{tax}|Valor {tax}|Total {tax}|Imposto|Montante',
  carriedForward: 'A transportar|Transporte|Total página|Soma e segue',
  currencyNote: 'Valores em {currency}|Moeda|Todos os valores em {currency}|Divisa',
  from: 'Emitente|De|Fornecedor|Vendedor|Prestador',
  billTo:
    'Cliente|Exmo.(s) Sr.(s)|Faturar a|Destinatário|Dados do cliente|Exmos. Senhores|Faturado a|Adquirente|Titular|Para',
  shipTo:
    'Morada de entrega|Local de entrega|Entregar em|Local de descarga|Local de consumo|Endereço de entrega',
  phone: 'Tel.|Telef.|Telefone|Tel|Tlf.|Telm.|T.',
  fax: 'Fax|FAX|Fax.',
  email: 'Email|E-mail|Correio eletrónico|Mail',
  web: 'Web|Site|Website|www',
  contact: 'Contacto|A/C|Pessoa de contacto',
  attention: 'A/C|Ao cuidado de|Att.',
  vatNumber:
    'NIF|Contribuinte|N.º contribuinte|NIPC|Contribuinte n.º|N.I.F.|NIF/NIPC|Nº Contribuinte|Cont. nº|N.º de contribuinte',
  buyerVat:
    'NIF|NIF cliente|Contribuinte|V/ contribuinte|N.º contribuinte|V/ NIF|NIF do cliente|V/Nº Contrib.',
  capital: 'Capital social|Cap. Social',
  bank: 'Banco|Dados bancários|Instituição|Transferência bancária',
  holder: 'Titular|Beneficiário|Titular da conta',
  iban: 'IBAN|IBAN|NIB/IBAN|IBAN n.º|Conta|NIB',
  bic: 'BIC|SWIFT|BIC/SWIFT|SWIFT/BIC|Código SWIFT',
  terms:
    'Condições de pagamento|Cond. pagamento|Prazo de pagamento|Pagamento|Condição de pagamento|Condições',
  termsValues:
    '# dias|Pronto pagamento|A # dias|# dias da data da fatura|Pagamento a # dias|Fatura a # dias|A pronto|Contra entrega|# dias após emissão|Transferência a # dias|Débito direto|Pagamento imediato',
  paymentMethod: 'Modo de pagamento|Forma de pagamento|Meio de pagamento|Método de pagamento',
  paymentMethods:
    'Transferência bancária|Multibanco|Numerário|Cheque|Débito direto|MB Way|Cartão de crédito|Boleto',
  pleasePay:
    'Agradecemos o pagamento de {amount} até {due}.|O valor de {amount} será debitado em {due}.|Valor de {amount} a pagar até {due}.|Por favor efetue o pagamento de {amount} até ao dia {due}.',
  thanks:
    'Obrigado pela preferência.|Gratos pela preferência|Com os melhores cumprimentos|Obrigado|Agradecemos a sua confiança.',
  lateMention:
    'Processado por programa certificado n.º 0000/AT.|Os artigos faturados foram colocados à disposição do adquirente na data do documento.|Em caso de mora serão cobrados juros à taxa legal.|Não se aceitam devoluções após 8 dias.|Este documento não serve de documento de transporte.|IVA - regime de isenção (art. 53.º do CIVA).',
  notes:
    'Trabalhos executados conforme acordado.|Autoliquidação do IVA.|Garantia de 2 anos.|Conserve este documento.|Bens em circulação.',
  sentence:
    'Fatura n.º {number} de {date}|Fatura {number} emitida em {date}|Assunto: fatura {number} de {date}|Fatura nº {number}, {date}',
  page: 'Página {n} de {m}|Pág. {n}/{m}|Pág. {n}|Folha {n}|{n}/{m}',
  headPosition: 'N.º|Pos.|Linha|#|Item',
  headReference: 'Ref.|Referência|Código|Artigo|Cód.|Cód. artigo',
  headDescription: 'Descrição|Designação|Artigo|Produto|Serviço|DESCRIÇÃO|Discriminação',
  headQuantity: 'Quantidade|Qtd.|Quant.|Qt.|Qtd|Horas|Qtde',
  headUnit: 'Unidade|Un.|Uni.|UN',
  headPrice: 'Preço|Preço unitário|Preço unit.|P. unit.|Pr. Unitário|Preço un.|P.V.P.|Valor unit.',
  headDiscount: 'Desc.|Desconto|Desc. %|% Desc.',
  headRate: '{tax}|% {tax}|Taxa {tax}|{tax} %|Taxa',
  headTotal: 'Total|Valor|Total líquido|Importância|Valor total|TOTAL|Valor líquido|Montante',
  headTotalGross: 'Total c/ {tax}|Total|Valor c/ {tax}',
  headDate: 'Data|Dia',
  headTax: '{tax}|Valor {tax}',
  units: 'un|h|dia|kg|m²|cx|m|L|mês|UN|pç|lt',
  cash: 'Numerário|NUMERÁRIO|Dinheiro|Entregue|Recebido|Valor entregue',
  change: 'Troco|TROCO',
  card: 'Multibanco|MB|Cartão|MULTIBANCO|Cartão de crédito|MB Way|VISA|Cartão débito',
  total:
    'TOTAL|Total|TOTAL A PAGAR|Total a pagar|TOTAL EUR|Total (EUR)|Valor total|VALOR A PAGAR|TOTAL R$|Total Geral',
  items: 'Artigos|N.º de artigos|Qtd. total|Itens',
  cashier: 'Operador|Caixa|Atendido por|Funcionário|Empregado|Vendedor',
  table: 'Mesa|MESA|Pessoas',
  till: 'Caixa|CAIXA|Terminal|Loja|Posto',
  welcome: 'Bem-vindo|ABERTO TODOS OS DIAS|Horário: 9h - 21h',
  goodbye:
    'Obrigado pela visita|OBRIGADO E VOLTE SEMPRE|Obrigado pela preferência|Volte sempre|Conserve o talão|{tax} INCLUÍDO|Trocas até 15 dias com talão',
  tip: 'Gorjeta|Gratificação',
  including: '{tax} incluído|inclui {tax}|{tax} incl.|dos quais {tax}',
  copy: 'CÓPIA CLIENTE|Via do cliente|DUPLICADO|2.ª via',
};
